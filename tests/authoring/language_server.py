"""A client of the language server for YAML that editors use: asks what an editor asks."""

import json
import os
import subprocess
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import Any

SECONDS = 60


class LanguageServer:
    """The server from npm, running as an editor runs it."""

    def __init__(self, node: str, program: Path, folder: Path) -> None:
        self._folder = folder
        self._next = 0
        self._incoming: Queue[dict[str, Any]] = Queue()
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._process = subprocess.Popen(
            [node, str(program), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, "HTTP_PROXY": "", "HTTPS_PROXY": ""},
        )
        threading.Thread(target=self._read, daemon=True).start()
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder.as_uri(),
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                        "hover": {"contentFormat": ["markdown"]},
                    },
                },
            },
        )
        self._send("initialized", {})

    def close(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def open(self, name: str, text: str) -> str:
        """Open a file as an editor does, and return its address."""
        path = self._folder / name
        path.write_text(text, encoding="utf-8")
        uri = path.as_uri()
        self._send(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
        )
        return uri

    def problems(self, name: str, text: str) -> list[dict[str, Any]]:
        """Return what the editor would underline: ``message``, ``range``."""
        uri = self.open(name, text)
        while uri not in self._diagnostics:
            self._take(self._incoming.get(timeout=SECONDS))
        return self._diagnostics[uri]

    def completions(self, name: str, text: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """Return what the editor offers at a place (from 0), by its label."""
        uri = self.open(name, text)
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        found = self.ask("textDocument/completion", place)
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: item for item in items}

    def hover(self, name: str, text: str, line: int, column: int) -> str:
        """Return what the editor shows over a place (from 0)."""
        uri = self.open(name, text)
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        found = self.ask("textDocument/hover", place)
        return str(found["contents"]["value"]) if found else ""

    # The protocol

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and wait for its answer."""
        self._next += 1
        number = self._next
        self._write({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while True:
            message = self._incoming.get(timeout=SECONDS)
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def _send(self, method: str, params: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def _take(self, message: dict[str, Any]) -> None:
        """Answer what the server asks, and keep its diagnostics."""
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            result: Any = None
            if message["method"] == "workspace/configuration":
                settings = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
                result = [settings if item.get("section") == "yaml" else {} for item in message["params"]["items"]]
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": result})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream
        while True:
            length = 0
            while line := stream.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                return
            self._incoming.put(json.loads(stream.read(length)))


__all__ = ["Empty", "LanguageServer"]
