// The walk of one batch through the network and back.

export default {
  "batch.caption": "학습 한 단계의 속",
  "batch.waiting": "배치 하나를 학습하면 지금 보이는 숫자의 값들이 나타납니다.",
  "batch.label": "한 단계의 과정",
  "batch.previous": "이전 과정",
  "batch.next": "다음 과정",
  "batch.train": "배치 하나 학습",
  "batch.where": "{of}개 중 {at}: {name}",
  "batch.image": "이미지",
  "batch.turn": "회전",
  "batch.convolution": "합성곱",
  "batch.pooling": "ReLU와 풀링",
  "batch.logits": "로짓과 소프트맥스",
  "batch.loss": "손실",
  "batch.gradient": "기울기",
  "batch.update": "갱신",
  "batch.image.text":
    "배치에 든 이미지 가운데 하나로 본, 지금 보이는 숫자입니다. 신경망에게는 수일 뿐입니다. 0은 종이, 255는 잉크입니다.",
  "batch.turn.text": "90° 돌렸고, 그것이 정답입니다. 실제 배치에서는 예제 {batch}개가 저마다 다르게 돌아갑니다.",
  "batch.convolution.text":
    "필터를 테두리 친 픽셀 위에 놓습니다. 픽셀마다 가중치를 곱하고, 그 곱들을 편향과 함께 더합니다. 이 이미지에 가장 크게 반응하는 필터와 그 자리입니다.",
  "batch.pooling.text":
    "ReLU는 음수를 0으로 만듭니다. 이웃한 자리 가운데 가장 큰 값만 다음으로 넘어갑니다. 여기서는 표시된 값입니다.",
  "batch.logits.text":
    "두 층을 더 지나면 회전마다 하나씩 네 개의 수, 로짓이 나옵니다. 소프트맥스는 e의 거듭제곱을 그 합으로 나누어 확률로 바꿉니다.",
  "batch.loss.text":
    "손실은 정답에 얼마나 놀랐는가입니다. 정답 회전의 확률에 로그를 취하고 부호를 바꿉니다. 찍으면 1.386입니다.",
  "batch.gradient.text":
    "어떤 수가 조금 커지면 손실은 얼마나 커질까요? 로짓에서는 확률에서 정답 자리만 1을 뺀 값입니다. 역전파가 이것을 모든 가중치까지 되돌려 보냅니다.",
  "batch.update.text":
    "최적화기는 가중치를 기울기의 반대쪽으로 옮깁니다. 그 기울기는 이 이미지만이 아니라 배치의 예제 {batch}개에 대한 평균입니다.",
  "batch.pixels": "테두리 안의 픽셀",
  "batch.pixel": "픽셀",
  "batch.value": "값",
  "batch.turned": "{angle}° 돌림: 거저 얻은 정답입니다.",
  "batch.inputs": "입력",
  "batch.weights": "가중치",
  "batch.products": "곱",
  "batch.sum": "곱의 합 {products} + 편향 {bias} = {sum}",
  "batch.sums": "이웃한 자리의 합",
  "batch.relu": "ReLU 뒤",
  "batch.winner": "가장 큰 값이 넘어갑니다. 신경망 자신의 값은 {value}입니다.",
  "batch.place": "자리",
  "batch.turns": "회전",
  "batch.logit": "로짓 z",
  "batch.exp": "exp z",
  "batch.p": "p",
  "batch.y": "정답 y",
  "batch.dlogits": "∂L/∂z",
  "batch.loss.is": "L = −log {p} = {loss}",
  "batch.gradient.weight":
    "되돌아온 곳은 필터 {filter}의 가중치 {weight}, 아홉 개 중 가장 가파른 것입니다. ∂L/∂w = {value}",
  "batch.before": "갱신 전 가중치",
  "batch.after": "갱신 후 가중치",
  "batch.change": "변화",
  "batch.adam":
    "Adam: 변화 = −{rate} · m / (√v + ε). m은 기울기의, v는 그 제곱의 이동 평균입니다. 그래서 한 단계는 많아야 {rate}쯤이고, 첫 단계는 거의 그만큼입니다.",
  "batch.sgd": "모멘텀 {momentum}의 SGD: 변화 = {momentum} · 지난 변화 − {rate} · 기울기.",
  "batch.summary.image": "정확한 값: 테두리 안의 픽셀을 한 줄씩 읽은 것입니다.",
  "batch.summary.convolution": "1층의 필터 {filter}. 픽셀과 지금의 가중치로 여기서 다시 계산했습니다.",
  "batch.summary.pooling": "여기서 다시 계산했습니다. 신경망 자신의 값은 아래에 있습니다.",
  "batch.summary.logits": "이 이미지에 대해 신경망이 계산한 값입니다. 정답 회전이 표시되어 있습니다.",
  "batch.summary.loss": "이 이미지 하나의 손실입니다. 배치의 손실은 이미지들의 평균입니다.",
  "batch.summary.gradient": "지금의 가중치에 대한, 이 이미지 하나의 손실의 기울기입니다.",
  "batch.summary.update": "잰 값: 마지막 단계 전후의 같은 가중치입니다. 그 단계는 예제 {batch}개의 배치로 했습니다.",
  "batch.summary.step": "배치 하나를 학습하면 이 가중치의 전후를 볼 수 있습니다.",
};
