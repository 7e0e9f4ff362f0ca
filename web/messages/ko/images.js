// What is said otherwise where the images are no digits: each key is that of the message in whose place it stands, and `.images`.

export default {
  "page.lede.images":
    "라벨은 비싸고 이미지는 흔합니다. 작은 신경망이 먼저 라벨을 알려 주지 않은 이미지 {unlabelled}장을 보며 각 이미지가 몇 도 돌아갔는지 알아맞히는 법을 배웁니다. 그런 다음 라벨 {labelled}개를 받습니다. 먼저 배워 둔 것은 얼마나 도움이 되었을까요?",
  "page.lede.others.images":
    "라벨은 비싸지만 이미지는 그렇지 않습니다. 작은 신경망이 먼저 라벨을 알려 주지 않은 이미지를 보며, 이미지만으로 만든 과제를 풉니다. 그런 다음 라벨을 받습니다. 먼저 배워 둔 것은 얼마나 값졌을까요?",
  "act.1.need.images":
    "신경망에게 이미지의 이름을 가르치려면 누군가 이미 이름 붙인 이미지가 필요합니다. 그 일은 사람이 해야 하고, 사람에게는 시간과 돈이 듭니다. 라벨 없는 이미지는 거의 공짜입니다.",
  "act.1.here.images":
    "이 불균형을 재현합니다. 이미지 {unlabelled}장은 라벨 없이 보고, 라벨 {labelled}개는 나중에 받습니다. 벽에 건 그림도 되도록 같은 비율입니다. 이미지 {onWall}장 가운데 라벨이 있는 것은 {labelledOnWall}장입니다.",
  "act.2.learn.images":
    "방향을 맞히려면 똑바로 선 모습을 알아야 합니다. 윤곽과 부분, 그리고 그것들이 있어야 할 자리 말입니다. *사전 과제*(pretext task)의 목적이 바로 이것입니다. 방향 자체는 아무에게도 필요 없고, 맞히는 동안 배워야만 하는 것이 중요합니다. 이미지를 돌린다는 발상은 [Gidaris, Singh, Komodakis](#ref-rotnet)의 것입니다.",
  "act.2.learn.others.images":
    "답하려면 이미지가 어떻게 생겼는지 알아야 합니다. 윤곽과 부분, 그리고 그것들이 있어야 할 자리 말입니다. *사전 과제*(pretext task)의 목적이 바로 이것입니다. 답 자체는 아무에게도 필요 없고, 맞히는 동안 배워야만 하는 것이 중요합니다.",
  "act.2.unknowable.images":
    "알 수 없는 방향도 있습니다. 둥글거나 어느 쪽에서 보아도 같은 것은 어떻게 돌려도 바로 서 보입니다. 실행이 끝나면 어떤 클래스에서 틀렸는지, 그중 반 바퀴 착각이 얼마나 되는지 살펴보세요.",
  "act.2.inside.images":
    "필터는 잡음에서 출발합니다. 필터가 무엇이 되어 가는지, 이미지 하나가 모든 층을 지나며 어떻게 바뀌는지 지켜보세요.",
  "act.3.probe.images":
    "이제 회전 헤드를 떼고, 인코더를 고정하고, 그 출력 위에 선형층 하나를 얹어 라벨 {labelled}개로 학습합니다. 이것이 *선형 프로브*(linear probe)입니다. 선형층은 평평한 경계밖에 긋지 못하므로, 클래스가 나뉜다면 그것은 인코더가 해낸 일입니다.",
  "act.3.probe.others.images":
    "이제 과제의 헤드를 떼고, 인코더를 고정하고, 그 출력 위에 선형층 하나를 얹어 몇 안 되는 라벨로 학습합니다. 이것이 *선형 프로브*(linear probe)입니다. 선형층은 평평한 경계밖에 긋지 못하므로, 클래스가 나뉜다면 그것은 인코더가 해낸 일입니다.",
  "act.3.look.images":
    "수 하나에는 많은 것이 가려집니다. 어떤 클래스를 서로 혼동하는지, 세 모델이 어디서 갈리는지, 특징이 어떻게 놓이는지 보세요.",
  "act.3.beyond.images":
    "이 이미지들은 작고 이 신경망도 작습니다. 사진과 영상에서 이런 과제가 어디까지 통하는지는 [Jing과 Tian](#ref-survey)의 조사 논문이 다룹니다.",
  "progress.loading.images": "이미지를 가져오는 중",
  "watch.choice.caption.images": "이미지 하나, 네 문제",
  "watch.pair.caption.images": "이미지 하나의 두 모습, 네 번",
  "examples.caption.images": "테스트 이미지 열두 장, 실시간",
  "turns.caption.images": "이미지 하나, 네 방향",
  "inside.views.images":
    "인코더는 조각이나 장면을 하나씩 봅니다. 이미지 전체를 어떻게 보는지는 사전학습이 끝나면 알 수 있습니다.",
  "inside.maps.images": "{layer}층: 지금 보이는 이미지의 {side} × {side} 특징 맵 {n}개",
  "map.summary.images":
    "처음 {n}장의 테스트 이미지를 {by} 놓았습니다. 인코더는 라벨을 본 적이 없으므로, 한 클래스의 이미지가 모여 있다면 스스로 해낸 일입니다.",
  "map.summary.label.images": "처음 {n}장의 테스트 이미지를 {by} 놓았습니다. 이 인코더는 라벨을 본 대조군입니다.",
  "map.waiting.images": "에폭이 끝날 때마다 처음 {n}장의 테스트 이미지를 특징의 두 주성분 위에 놓습니다.",
  "map.right.images":
    "그 곁에는 같은 이미지를 아무것도 배우지 않은 인코더와 픽셀로 놓았습니다. 그런 지도도 정돈되어 보입니다. 중요한 것은 백분율입니다. 모든 차원을 쓴 공간에서 가장 가까운 이웃 열 장이 클래스를 알아맞힌 비율입니다.",
  "map.keys.images": "이미지 지도. 화살표 키로 이미지 사이를 옮겨 다니고 Enter로 고릅니다.",
  "map.focus.images": "강조할 클래스",
  "near.summary.images": "{index}번 이미지(라벨 {label})와 가장 가까운 테스트 이미지를 공간마다 보여 줍니다. {list}.",
  "near.waiting.images":
    "실행이 시작되면 이미지 하나와 가장 가까운 이웃을 공간마다 여기에 보여 줍니다. 지도에서 이미지를 고르세요.",
  "near.far.images": "{index}번 이미지는 처음 {n}장의 테스트 이미지에 들지 않습니다. 지도에서 하나를 고르세요.",
  "compare.caption.images": "처음 보는 이미지에 대한 정확도",
  "race.summary.images":
    "행은 클래스, 열은 답이며 둘이 다르면 빨간색입니다. 자기지도 모델은 {digit}을(를) 가장 어려워합니다 ({percent}).",
  "race.waiting.images": "실행이 끝나면 모든 테스트 이미지에 대해 행은 클래스, 열은 답을 나타냅니다.",
  "race.perDigit.images": "클래스별 정확도",
  "race.digit.images": "클래스",
  "digit.caption.images": "테스트 이미지 하나를 세 모델에게 묻기",
  "digit.previous.images": "이전 이미지",
  "digit.next.images": "다음 이미지",
  "digit.which.images": "{index}번 이미지",
  "disagree.summary.images":
    "테스트 이미지 {n}장 가운데 처음 {shown}장입니다. 아래는 차례로 자기지도, 지도, 대조군의 답입니다. 하나를 고르면 세 모델에게 묻습니다.",
  "disagree.waiting.images": "실행이 끝나면 세 모델의 답이 갈리는 테스트 이미지를 보여 줍니다.",
  "disagree.one.images": "{row}번 이미지, 라벨 {label}, 모델의 답 {said}",
  "wall.digits.images": "이미지",
};
