# python evaluate.py pretext-fair-seed1-self_supervised.safetensors
import json, sys, torch
from torch.nn.functional import conv2d, max_pool2d, pad
from torchvision.datasets import MNIST

file = open(sys.argv[1], "rb").read()  # eight bytes of length, a JSON header, float32 values
start = 8 + int.from_bytes(file[:8], "little")
header = json.loads(file[8:start])
spec = json.loads(header.pop("__metadata__")["spec"])
values = torch.frombuffer(bytearray(file[start:]), dtype=torch.float32)
w = {name: values[t["data_offsets"][0] // 4 : t["data_offsets"][1] // 4].view(t["shape"]) for name, t in header.items()}

test = MNIST("data", train=False, download=True)
x = test.data[:, None].float() / (255 if spec["data"]["pixels"] == "unit" else 1)
for i, layer in enumerate(spec["encoder"], 1):
    k, s = layer["kernel"], layer["stride"]
    p = max((x.shape[-1] - 1) // s * s + k - x.shape[-1], 0)  # SAME, as in Keras: an odd pixel goes after
    kernel = w[f"conv{i}.kernel"].permute(3, 2, 0, 1)  # HWIO to OIHW
    x = conv2d(pad(x, (p // 2, p - p // 2) * 2), kernel, w[f"conv{i}.bias"], s).relu()
    x = max_pool2d(x, layer["pool"])
logits = x.permute(0, 2, 3, 1).flatten(1) @ w["dense.kernel"] + w["dense.bias"]  # features in the order H, W, C
right = (logits.argmax(1) == test.targets).sum().item()
print(f"{right} of {len(logits)} right: {right / len(logits):.2%}")
