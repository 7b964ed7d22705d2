"""The simulation: kernels, closed forms, behaviour, forecasts, receipts."""
