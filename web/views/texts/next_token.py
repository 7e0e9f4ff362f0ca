# python next_token.py pretext-definitions-seed1-next_token.safetensors definitions.texts
import json, sys, torch
from torch.nn.functional import cross_entropy, gelu, layer_norm


def read(name, dtype):  # eight bytes of length, a JSON header, values
    file = open(name, "rb").read()
    start = 8 + int.from_bytes(file[:8], "little")
    header = json.loads(file[8:start])
    about = header.pop("__metadata__")
    part = lambda t: torch.frombuffer(bytearray(file[start + t["data_offsets"][0] : start + t["data_offsets"][1]]), dtype=dtype)
    return about, {name: part(t).view(t["shape"]) for name, t in header.items()}


about, w = read(sys.argv[1], torch.float32)
model = json.loads(about["spec"])["transformer"]
about, data = read(sys.argv[2], torch.uint8)
lengths = data["lengths"].int().tolist()
tokens = data["tokens"].int() @ torch.tensor([1, 256], dtype=torch.int32)  # two bytes each, the lower one first
texts = tokens.split(lengths)[-json.loads(about["splits"])[2] :]  # the test split is the last one
START, END = 1, 2


def logits(x):  # of one text: token numbers, from the start on
    n, heads, width = len(x), model["heads"], model["width"]
    norm = lambda x, name: layer_norm(x, (width,), w[name + ".gain"], w[name + ".bias"])
    future = torch.triu(torch.full((n, n), -torch.inf), 1)
    x = w["tok"][x] + w["pos"][:n]
    for i in range(model["blocks"]):
        b = f"block{i}."
        qkv = norm(x, b + "norm1") @ w[b + "qkv.kernel"]
        q, k, v = (t.view(n, heads, -1).transpose(0, 1) for t in qkv.chunk(3, 1))
        seen = ((q @ k.transpose(1, 2)) / (width // heads) ** 0.5 + future).softmax(2) @ v
        x = x + seen.transpose(0, 1).reshape(n, width) @ w[b + "out.kernel"] + w[b + "out.bias"]
        up = norm(x, b + "norm2") @ w[b + "up.kernel"] + w[b + "up.bias"]
        x = x + gelu(up, approximate="tanh") @ w[b + "down.kernel"] + w[b + "down.bias"]
    return norm(x, "norm") @ w["tok"].T + w["vocab.bias"]


loss, count = 0.0, 0
for text in texts:
    row = torch.cat([torch.tensor([START]), text[: model["context"] - 2], torch.tensor([END])]).long()
    loss += cross_entropy(logits(row[:-1]), row[1:], reduction="sum").item()
    count += len(row) - 1
print(f"{loss / count:.6f} nats a token, of {count} test tokens")
