// How the models compare.

export default {
  "compare.caption": "처음 보는 숫자에 대한 정확도",
  "compare.model": "모델",
  "compare.images": "{n}장",
  "compare.interval": "± {points}",
  "compare.waiting": "실행이 끝나면 세 줄이 채워집니다.",
  "compare.plot": "정확도와 95% 구간",
  "compare.control.more": "사전학습한 인코더는 전혀 학습하지 않은 인코더보다 {points}점 높습니다.",
  "compare.control.less": "사전학습은 도움이 되지 않았습니다. 학습하지 않은 인코더가 {points}점 더 높습니다.",
  "compare.control.close": "이 테스트로는 사전학습한 인코더와 학습하지 않은 인코더를 구별할 수 없습니다.",
  "compare.supervised.behind": "신경망 전체를 라벨로 학습한 것보다는 {points}점 낮습니다.",
  "compare.supervised.ahead": "신경망 전체를 라벨로 학습한 것보다 {points}점 높습니다.",
  "compare.supervised.close": "신경망 전체를 라벨로 학습한 것과는 우열을 가릴 수 없습니다.",
  "compare.balanced": "클래스마다 이미지 수가 다르므로 클래스별 평균으로는 {list}입니다.",
  "compare.note":
    "범위는 테스트 이미지를 어떻게 뽑았느냐에 대한 95% 구간(Wilson)입니다. {n}장으로는 구간이 넓고, 시드를 바꾸면 모든 수치가 또 달라집니다.",
  "compare.protocol.study":
    "업데이트 횟수를 정해 두고 아무 라벨도 떼어 두지 않는, 벤치와 아래의 비교와 같은 방식입니다. 라벨 {labels}개와 이 시드라면 모델의 수치가 거기서도 같습니다.",
  "compare.protocol.own":
    "이 모델들은 벤치와 아래 비교의 방식이 아니라 이 설정 고유의 방식으로 학습했으므로, 거기서는 수치가 다릅니다.",

  "race.caption": "무엇을 무엇으로 혼동하나",
  "race.summary":
    "행은 숫자, 열은 답이며 둘이 다르면 빨간색입니다. 자기지도 모델은 {digit}을(를) 가장 어려워합니다 ({percent}).",
  "race.waiting": "실행이 끝나면 모든 테스트 이미지에 대해 행은 숫자, 열은 답을 나타냅니다.",
  "race.perDigit": "숫자별 정확도",
  "race.digit": "숫자",
  "race.cell": "{label}을(를) {said}(으)로 읽음: {n}",

  "disagree.caption": "세 모델이 갈리는 곳",
  "disagree.choice": "어떤 경우인지",
  "disagree.bought": "자기지도는 맞고 대조군은 틀림",
  "disagree.lost": "대조군은 맞고 자기지도는 틀림",
  "disagree.ahead": "자기지도는 맞고 지도는 틀림",
  "disagree.behind": "지도는 맞고 자기지도는 틀림",
  "disagree.nobody": "셋 다 틀림",
  "disagree.summary":
    "테스트 숫자 {n}개 가운데 처음 {shown}개입니다. 아래 숫자는 차례로 자기지도, 지도, 대조군의 답입니다. 하나를 고르면 세 모델에게 묻습니다.",
  "disagree.waiting": "실행이 끝나면 세 모델의 답이 갈리는 테스트 숫자를 보여 줍니다.",
  "disagree.label": "라벨",
  "disagree.one": "{row}번 숫자, 라벨 {label}, 모델의 답 {said}",

  "verdict.two": "시드 둘로는 판단할 수 없습니다. 하나 더 추가하세요",
  "verdict.none": "아직 비교할 것이 없습니다",
  "verdict.same": "차이 없음: 이 시드 하나에서는 두 모델이 똑같은 이미지를 맞혔습니다",
  "verdict.one.ahead":
    "이 이미지 {images}장에서 {points}%p 앞섭니다 (정확 맥니머 검정, p {p}). 하지만 시드 하나로는 얼마나 운인지 알 수 없습니다",
  "verdict.one.behind":
    "이 이미지 {images}장에서 {points}%p 뒤집니다 (정확 맥니머 검정, p {p}). 하지만 시드 하나로는 얼마나 운인지 알 수 없습니다",
  "verdict.one.level":
    "이 이미지 {images}장에서 동률입니다 (정확 맥니머 검정, p {p}). 하지만 시드 하나로는 얼마나 운인지 알 수 없습니다",
  "verdict.one.blind.ahead": "{points}%p 앞서지만, 시드 하나로는 얼마나 운인지 알 수 없습니다",
  "verdict.one.blind.behind": "{points}%p 뒤지지만, 시드 하나로는 얼마나 운인지 알 수 없습니다",
  "verdict.one.blind.level": "동률이지만, 시드 하나로는 얼마나 운인지 알 수 없습니다",
  "verdict.exact.ahead": "시드 {seeds}개 모두에서 정확히 {points}%p 앞섭니다",
  "verdict.exact.behind": "시드 {seeds}개 모두에서 정확히 {points}%p 뒤집니다",
  "verdict.exact.level": "시드 {seeds}개 모두에서 정확히 동률입니다",
  "verdict.clear.ahead": "{points}%p 앞섭니다. 95% 구간 {low}~{high}: 시드 {seeds}개로 볼 때 우연 이상의 차이입니다",
  "verdict.clear.behind": "{points}%p 뒤집니다. 95% 구간 {low}~{high}: 시드 {seeds}개로 볼 때 우연 이상의 차이입니다",
  "verdict.noise.ahead": "{points}%p 앞섭니다. 95% 구간 {low}~{high}: 시드 {seeds}개로는 우연과 구별되지 않습니다",
  "verdict.noise.behind": "{points}%p 뒤집니다. 95% 구간 {low}~{high}: 시드 {seeds}개로는 우연과 구별되지 않습니다",
  "verdict.noise.level": "평균은 동률입니다. 차이의 95% 구간 {low}~{high}: 시드 {seeds}개로는 차이가 보이지 않습니다",

  "pays.unknown": "시드 하나로는 사전 학습이 이득인지 알 수 없습니다",
  "pays.never": "레이블이 몇 개이든 사전 학습이 확실히 앞서지는 않습니다",
  "pays.up_to": "사전 학습은 레이블 {labels}개까지 이득입니다",
  "pays.always": "사전 학습은 시험해 본 최대치인 레이블 {labels}개에서도 이득입니다",

  "luck.title": "우연 이상일까요?",
  "luck.one":
    "한 번의 실행은 한 번의 제비뽑기입니다. 초기 가중치와 레이블된 이미지가 달랐다면 숫자도 달랐을 것입니다. 그래서 다른 시드로 다시, 또다시 실행합니다.",
  "luck.many":
    "시드마다 사전 학습을 새로 하고, 몇 가지 레이블 수와 여러 방식으로 학습한 뒤 항상 같은 이미지로 시험합니다. 막대는 시드에 대한 95% 구간이고, 한 번뿐인 실행은 속이 빈 점과 이미지에 대한 구간으로 표시합니다.",
  "luck.read":
    "판정은 선형 프로브 후 미세 조정을 처음부터 학습한 경우와 시드별로 비교합니다. 차이의 구간이 0을 벗어날 때에만 ‘우연 이상’이라고 말합니다.",
};
