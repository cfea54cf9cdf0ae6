"""The same bot in Python, with nothing but its standard library: NATS is a few lines of text."""
import json, os, socket, ssl, sys, urllib.parse

url = urllib.parse.urlparse(os.environ["NATS_URL"].split(",")[0])
subject = f"tg.v1.{os.environ.get('WORKSPACE', 'demo')}.bot.{sys.argv[1] if len(sys.argv) > 1 else 'helper'}"
line = socket.create_connection((url.hostname, url.port or 4222))
reader = line.makefile("rb")
reader.readline()  # INFO
if url.scheme == "tls":
    context = ssl.create_default_context(cafile=os.environ.get("NATS_CA"))
    line = context.wrap_socket(line, server_hostname=url.hostname)
    reader = line.makefile("rb")
user = {"user": os.environ["NATS_USER"], "pass": os.environ["NATS_PASSWORD"]}
options = {"verbose": False, "pedantic": False, "headers": True, "no_responders": True, **user}
line.sendall(f"CONNECT {json.dumps(options)}\r\nSUB {subject} 1\r\nPING\r\n".encode())
for words in iter(reader.readline, b""):
    word = words.decode().split()
    if word[0] == "PING":
        line.sendall(b"PONG\r\n")
    elif word[0] == "PONG":
        print("the bot answers", flush=True)
    elif word[0] in ("MSG", "HMSG"):
        head = int(word[-2]) if word[0] == "HMSG" else 0
        payload = reader.read(int(word[-1]) + 2)[head:-2]
        text = json.loads(payload)["text"].lower()
        reply = {"kind": "handOn"}
        if "refund" in text or "退" in text:
            reply = {"kind": "answer", "text": "签收后 7 天内可无理由退货。"}
        body = json.dumps(reply).encode()
        answer_to = word[3] if len(word) > (5 if head else 4) else ""
        if answer_to:
            line.sendall(f"PUB {answer_to} {len(body)}\r\n".encode() + body + b"\r\n")
