"""How the balance report writes figures: as few digits as tell something, a minus sign, never a bare -0."""


def figure(value: float, *, signed: bool = False) -> str:
    """Write a figure with about three digits that count, whole from 100 on."""
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    text = f"{size:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if float(text) == 0:
        return "0"
    if value < 0:
        return f"−{text}"
    return f"+{text}" if signed else text


def of_hundred(value: float) -> str:
    """Write how many of a hundred a share is."""
    return str(round(100 * value))
