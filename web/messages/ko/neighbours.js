// The other ways to need few labels, live and as recorded.

export default {
  "ways.title": "*적은 라벨*로 해내는 다른 길은 무엇이 있을까요?",
  "ways.lede":
    "자기지도학습은 한 가족의 일원입니다. 모두 같은 숫자를 보고, 같은 적은 라벨을 받고, 같은 테스트 이미지 10,000장에 답합니다. 다른 것은 그 밖에 무엇을 받느냐입니다.",

  "ways.map": "숫자 열 개: 무엇을 받고, 얼마나 맞히는가",
  "ways.map.transfer": "0~4에서 배운 뒤의 숫자 5~9",
  "ways.map.method": "방법",
  "ways.map.given": "받음",
  "ways.map.given.images": "라벨 없는 이미지",
  "ways.map.given.labels": "적은 라벨",
  "ways.map.given.source": "다른 숫자의 라벨",
  "ways.map.labels": "라벨 {labels}개",
  "ways.map.key":
    "테스트 정확도. 빈 점은 라벨 10개, 찬 점은 100개. 기록된 결과로, 저마다 라벨을 새로 뽑는 시드 {seeds}개에 걸친 평균과 95% 구간입니다. 라벨 없는 이미지는 10,000장, 둘째 표에서는 숫자 0~4뿐입니다. 찍으면 첫째 표에서는 10%, 둘째 표에서는 20%를 맞힙니다.",

  "ways.live": "여기서 해 보기",
  "ways.labels": "라벨 수",
  "ways.run": "계산하기",
  "ways.progress": "사전학습",
  "ways.running": "계산 중",
  "ways.waits": "기다림",
  "ways.phase.idle": "처음 누르면 라벨 없이 신경망을 사전학습합니다. 몇 초면 되고, 나머지도 모두 그것을 씁니다.",
  "ways.phase.loading": "숫자를 가져오는 중",
  "ways.phase.waiting": "실험이 끝나기를 기다리는 중",
  "ways.phase.training": "라벨 없이 사전학습 중: 어느 두 모습이 한 숫자인가?",
  "ways.cells": "아래를 계산하는 중: {left}개 남음",
  "ways.ready": "라벨 없이 사전학습을 마쳤습니다",
  "ways.failed": "실패했습니다: {message}",

  "ways.idle": "라벨 {labels}개로는 아직 계산하지 않았습니다.",
  "ways.working": "{of}개 가운데 {done}개를 마쳤습니다.",

  "ways.table.mode": "방법",
  "ways.table.accuracy": "정확도",
  "ways.table.purity": "순도",
  "ways.table.nmi": "NMI",
  "ways.table.classes": "군집마다 0~9의 이미지 수",
  "ways.table.round": "라운드",
  "ways.table.taken": "의사 라벨",
  "ways.table.wrong": "틀린 것",

  "ways.family.unsupervised": "비지도: 라벨도, 문제도 없음",
  "ways.family.unsupervised.about":
    "모여 있는 것을 하나로 부릅니다. 무엇이 닮은 것인지 아무도 말하지 않으므로 거리가 정합니다. 라벨은 맨 마지막에 어느 군집이 어느 숫자인지 말할 때만 쓰입니다.",
  "ways.clusters": "군집",
  "ways.clusters.about":
    "이미지 10,000장을 k-평균이나, 거기에 맞춘 가우시안으로 열 군집으로 나눕니다. 완벽한 표라면 행과 열마다 진한 칸이 하나씩입니다.",
  "ways.clusters.caption": "군집마다 각 숫자의 테스트 이미지",
  "ways.clusters.read":
    "행은 군집, 열은 숫자이고, 진할수록 그 군집의 대부분입니다. 오른쪽 두 표에 모자란 것이 라벨 없는 사전학습이 가져온 것입니다.",
  "ways.clusters.method": "찾는 방법",
  "ways.clusters.kmeans": "k-평균",
  "ways.clusters.mixture": "가우시안 혼합",
  "ways.clusters.measures": "순도 {purity}, NMI {nmi}. 라벨로 이름을 붙이면 정확도 {accuracy}",

  "ways.makers.run": "학습하기",
  "ways.makers.idle": "아직 학습하지 않았습니다.",
  "ways.makers.making": "학습하는 동안의 모습입니다. 결과는 마지막에 나옵니다.",
  "ways.makers.phase.idle": "라벨 없이 학습한 뒤 라벨 1,000개로 프로브합니다. 30초쯤 걸립니다.",
  "ways.makers.phase.loading": "숫자를 가져오는 중",
  "ways.makers.phase.waiting": "실험이 끝나기를 기다리는 중",
  "ways.makers.phase.ready": "학습, 프로브, 비교를 마쳤습니다",
  "ways.makers.probing": "학습을 마치고 라벨 1,000개로 프로브와 대조군을 학습하는 중",
  "ways.makers.counting": "마지막 그림을 계산하는 중",
  "ways.makers.scores": "라벨 1,000개일 때의 테스트 정확도",
  "ways.makers.scores.read":
    "프로브는 고정된 인코더가 이미지에서 뽑은 것만 봅니다. 옅은 막대는 학습하지 않은 같은 인코더와, 라벨만으로 처음부터 학습한 신경망입니다.",
  "ways.makers.vae": "선형 프로브, VAE의 인코더",
  "ways.makers.gan": "선형 프로브, 판별기의 인코더",
  "ways.makers.random": "선형 프로브, 학습하지 않은 인코더",
  "ways.makers.supervised": "처음부터 지도 학습",

  "ways.vae": "변이형 오토인코더(VAE)",
  "ways.vae.about":
    "모든 이미지가 잡음으로 흐려진 두 숫자를 지나야 하고, 거기서 다시 그려집니다. 어느 숫자인지는 아무도 말하지 않습니다. 그러나 잡음 때문에 닮은 이미지끼리 나란히 놓이는 편이 낫습니다. 두 숫자의 평면을 거닐어 볼 수 있습니다.",
  "ways.vae.caption": "두 숫자의 평면: 테스트 이미지 {images}장이 놓인 자리와, 자리마다 그려지는 것",
  "ways.vae.read":
    "숫자 하나가 테스트 이미지 하나이고, 두 숫자가 정한 자리에 있습니다. 색은 신경망이 본 적 없는 라벨입니다. 평면을 끌거나 화살표 키로 움직여 보세요. 대조군은 학습하기 전의 같은 신경망입니다.",
  "ways.vae.training": "학습 중: 이미지마다 어떤 두 숫자로 줄어드는가?",
  "ways.vae.keys": "두 숫자의 평면: 화살표 키로 움직이고, Shift와 함께 누르면 더 멀리 갑니다",
  "ways.vae.codes": "평면 위의 테스트 이미지",
  "ways.vae.grid": "자리마다 그려지는 것",
  "ways.vae.drawn": "여기에 그려진 것",
  "ways.vae.untrained": "대조군: 학습 전",
  "ways.vae.at": "({x}, {y})",
  "ways.vae.told": "({x}, {y}): 우리 분류기는 {digit}(으)로 봅니다.",

  "ways.gan": "생성적 적대 신경망(GAN)",
  "ways.gan.about":
    "생성기는 난수로 이미지를 만들고, 판별기는 그것을 진짜와 가려내며, 서로에게서 배웁니다. 가려내려면 판별기는 숫자가 어떻게 생겼는지 알아야 합니다. 그 인코더를 프로브합니다. Adam의 β₁은 지난 기울기를 얼마나 치느냐입니다. 보통의 0.9로는 둘이 서로를 뒤쫓다가, 생성기가 모든 난수에 한 이미지만 내놓기도 합니다. 모드 붕괴입니다.",
  "ways.gan.caption": "생성기가 같은 난수 64벌로 만드는 것과, 그것이 어느 숫자인지",
  "ways.gan.read":
    "막대: 만든 이미지 {images}장이 어느 숫자인지 우리 분류기(아래의 ‘처음부터 지도 학습’)가 말한 것입니다. 이 분류기는 테스트 이미지의 {right}를 맞히고, 빈 이미지도 어느 숫자로든 불러야 합니다. 선: 테스트 이미지에 대해 말한 것. 높은 막대 하나만 있으면 모드 붕괴입니다.",
  "ways.gan.training": "학습 중: 진짜인가, 만든 것인가?",
  "ways.gan.beta1": "Adam의 β₁",
  "ways.gan.counts": "우리 분류기가 말하는 숫자",
  "ways.gan.counted": "β₁ = {beta1}: 숫자 10개 가운데 {digits}개를 만들고, {digit}이(가) {most}로 가장 많습니다.",

  "ways.table.digit": "숫자",
  "ways.table.made": "만든 이미지 중",
  "ways.table.tests": "테스트 이미지 중",
  "ways.table.code": "평균 자리",
  "ways.table.untrained": "평균 자리, 학습 전",

  "ways.family.semi": "준지도: 라벨은 적고 이미지는 많음",
  "ways.family.semi.about":
    "라벨과 라벨 없는 이미지에서 함께 배웁니다. 귀납적 방법은 어떤 이미지든 분류하는 분류기를 남깁니다. 그래프는 변환적입니다: 그 안의 이미지에만 라벨을 붙이고, 다른 이미지는 그 안의 이웃으로만 압니다.",
  "ways.rounds": "자기훈련",
  "ways.rounds.about":
    "분류기가 95% 확신하는 이미지에 라벨을 붙이고, 그것을 참인 양 배웁니다. 다섯 라운드입니다. 잘못 붙인 것도 배우고 다음 라운드에서는 더 확신합니다: 확증 편향입니다.",
  "ways.rounds.caption": "라운드별 의사 라벨, 이미지 10,000장 중",
  "ways.rounds.read": "높이: 라운드 1~5에서 라벨이 있다고 친 이미지. 빨강: 잘못 친 것으로, 우리만 볼 수 있습니다.",
  "ways.rounds.verdict":
    "마지막 라운드: {taken}장을 쳤고 그 가운데 {wrong}가 틀렸습니다. 테스트 정확도는 전에 {before}, 뒤에 {after}입니다.",
  "ways.graph": "그래프 위의 라벨",
  "ways.graph.about":
    "이미지마다 가장 가까운 열 장과 잇고, 라벨이 그 위로 흐릅니다. [숫자 열 개에 직접 라벨을 붙여](#/ten) 지켜보세요.",
  "ways.graph.caption": "라벨 {labels}개의 테스트 정확도",
  "ways.graph.read": "흐린 막대: 다른 닮음으로 이은 같은 방법. 그래프를 만드는 것은 인코더입니다.",
  "ways.consistency": "일관성: FixMatch",
  "ways.consistency.about":
    "살짝 옮긴 이미지에서 확신한 답을, 크게 바꾼 같은 이미지에서도 말해야 합니다. 대조군은 같은 변형을 라벨 있는 이미지로만 배웁니다.",
  "ways.consistency.caption": "라벨 {labels}개의 테스트 정확도",
  "ways.consistency.read": "흐린 막대: 사전학습 없이, 그리고 라벨 없는 이미지 없이.",

  "ways.mode.kmeans": "k-평균, 사전학습 인코더",
  "ways.mode.kmeans_random": "k-평균, 학습 안 한 인코더",
  "ways.mode.kmeans_pixels": "픽셀 위의 k-평균",
  "ways.mode.mixture": "가우시안, 사전학습 인코더",
  "ways.mode.mixture_random": "가우시안, 학습 안 한 인코더",
  "ways.mode.mixture_pixels": "픽셀 위의 가우시안",
  "ways.mode.self_training": "자기훈련, 사전학습 인코더",
  "ways.mode.self_training_random": "자기훈련, 학습 안 한 인코더",
  "ways.mode.self_training_scratch": "처음부터 자기훈련",
  "ways.mode.probe": "선형 프로브, 사전학습 인코더",
  "ways.mode.probe_random": "선형 프로브, 학습 안 한 인코더",
  "ways.mode.supervised": "처음부터 지도학습",
  "ways.mode.supervised_augmented": "처음부터 지도학습, 증강",
  "ways.mode.propagation": "그래프, 같은 몫, 사전학습 인코더",
  "ways.mode.poisson": "그래프, 그대로 (푸아송 학습)",
  "ways.mode.propagation_random": "그래프, 같은 몫, 학습 안 한 인코더",
  "ways.mode.propagation_pixels": "그래프, 같은 몫, 픽셀",
  "ways.mode.fixmatch": "FixMatch, 사전학습 인코더",
  "ways.mode.fixmatch_scratch": "처음부터 FixMatch",

  "ways.transfer.supervised.fine_tune": "원천 라벨, 고정 없음",
  "ways.transfer.supervised.partial": "원천 라벨, 블록 1 고정",
  "ways.transfer.supervised.probe": "원천 라벨, 두 블록 고정",
  "ways.transfer.contrastive.fine_tune": "대조, 고정 없음",
  "ways.transfer.contrastive.partial": "대조, 블록 1 고정",
  "ways.transfer.contrastive.probe": "대조, 두 블록 고정",
};
