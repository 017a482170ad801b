"""A translation server on loopback that speaks LibreTranslate and MyMemory, with faults on order.

Run as a program it prints its address and serves until it is ended, keeping every text that it
answered rightly in the file `--log`, a JSON string a line.
"""

from __future__ import annotations

import argparse
import json
import random
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET
from typing import Any
from urllib.parse import parse_qs, urlsplit

from diglot.translate.engines.protocol import Context
from diglot.translate.engines.pseudo import PseudoEngine

FAULTS = {"429": 0.05, "500": 0.02, "page": 0.01, "echo": 0.01, "slow": 0.01, "reset": 0.01}
PAGE = "Error 500 (Server Error)!!1500.That’s an error.There was an error. Please try again later."


def translated(text: str, target: str = "en") -> str:
    """What the server answers: invented words, the same for the same text, line by line."""
    return "\n".join(str(line) for line in _pseudo(text.split("\n"), target))


def _pseudo(texts: list[str], target: str) -> Sequence[object]:
    return PseudoEngine().translate(texts, "und", target, Context())


class Server(ThreadingHTTPServer):
    """`faults` are shares of requests; `seen` counts texts by line, `requests` what was asked."""

    daemon_threads = True

    def __init__(
        self,
        faults: dict[str, float] | None = None,
        seed: int = 1,
        delay: float = 0.0,
        log: Path | None = None,
        only: str = "",
    ) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.faults, self.delay, self.only = faults or {}, delay, only
        self.random = random.Random(seed)  # noqa: S311 - which request fails, no secret
        self.lock = threading.Lock()
        self.answered: Counter[str] = Counter()
        self.requests: list[str] = []
        self.paths: list[str] = []
        self.outcomes: Counter[str] = Counter()
        self.log = log.open("a", encoding="utf-8") if log else None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Server:
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
        if self.log:
            self.log.close()

    def handle_error(self, *_: object) -> None:
        """Clients that are killed are expected."""

    def outcome(self) -> str:
        """What happens to the next request."""
        with self.lock:
            draw = self.random.random()
            for name, share in self.faults.items():
                draw -= share
                if draw < 0:
                    self.outcomes[name] += 1
                    return name
            self.outcomes["good"] += 1
            return "good"


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._translate("langpair", lambda q: q["langpair"][0].partition("|")[2])

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if self.path.endswith("/chat/completions"):
            self._chat(json.loads(body))
            return
        self._translate("target", lambda q: q["target"][0])

    def _translate(self, need: str, target_of: Callable[[dict[str, list[str]]], str]) -> None:
        query = parse_qs(urlsplit(self.path).query)
        with self.server.lock:
            self.server.paths.append(self.path)
        text = query["q"][0]
        outcome = self._outcome(text)
        if outcome == "":
            return
        target = target_of(query)
        answer = {"page": PAGE, "echo": text}.get(outcome) or translated(text, target)
        if outcome == "good":
            self._remember(text)
        if need == "langpair":
            body: object = {"responseData": {"translatedText": answer}, "matches": []}
        else:
            body = {"translatedText": answer}
        self._send(200, json.dumps(body).encode())

    def _outcome(self, text: str) -> str:
        server = self.server
        with server.lock:
            server.requests.append(text)
        outcome = server.only or server.outcome()
        time.sleep(server.delay)
        if outcome == "429":
            self._send(429, b"slow down", {"Retry-After": "0"})
            return ""
        if outcome == "500":
            self._send(500, b"trouble")
            return ""
        if outcome == "reset":
            self.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return ""
        if outcome == "slow":
            time.sleep(0.3)
            return "good"
        if outcome == "hang":
            time.sleep(30)
            return ""
        return outcome

    def _remember(self, text: str) -> None:
        server = self.server
        with server.lock:
            server.answered.update(text.split("\n"))
            if server.log:
                for line in text.split("\n"):
                    server.log.write(json.dumps(line, ensure_ascii=False) + "\n")
                server.log.flush()

    def _chat(self, body: dict[str, Any]) -> None:
        with self.server.lock:
            self.server.requests.append(json.dumps(body, ensure_ascii=False))
        asked = json.loads(body["messages"][1]["content"])
        answers = dict(
            zip(asked["texts"], _pseudo(list(asked["texts"].values()), "en"), strict=True)
        )
        content = json.dumps(answers, ensure_ascii=False)
        self._send(200, json.dumps({"choices": [{"message": {"content": content}}]}).encode())

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--log", type=Path)
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    server = Server(FAULTS, options.seed, options.delay, options.log)
    sys.stdout.write(server.url + "\n")
    sys.stdout.flush()
    server.serve_forever(0.05)


if __name__ == "__main__":
    main()
