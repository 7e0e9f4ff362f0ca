// 사전 과제와 그 부분의 이름, 그리고 어느 과제에나 하는 말.
export default {
  "controls.task": "과제",
  "task.composed": "조립한 과제",
  "task.composed.of": "나의 과제: {ops}",
  "task.rotation": "회전",
  "task.rotation.about":
    "이미지마다 0°, 90°, 180°, 270° 가운데 하나로 돌리고, 몇 도인지 신경망이 맞히게 합니다. 라벨은 필요 없습니다.",
  "task.jigsaw": "직소 퍼즐",
  "task.jigsaw.about":
    "이미지를 아홉 조각으로 잘라 72가지 순서 가운데 하나로 늘어놓고, 어느 순서인지 신경망이 맞히게 합니다 (Noroozi와 Favaro, 2016에서).",
  "task.jigsaw_tiles": "직소 퍼즐, 조각마다",
  "task.jigsaw_tiles.about": "같은 퍼즐이지만, Noroozi와 Favaro(2016)처럼 인코더가 아홉 조각을 하나씩 따로 봅니다.",
  "task.context": "문맥",
  "task.context.about":
    "가운데 조각과 그 옆 조각 하나를 오려 냅니다. 여덟 방향 가운데 어느 쪽에 있었을까요? (Doersch, Gupta, Efros, 2015)",
  "task.inpainting": "빈칸 채우기",
  "task.inpainting.about":
    "이미지마다 직사각형 하나를 지우고, 그 자리에 있던 것을 신경망이 그리게 합니다 (Pathak 외, 2016).",
  "task.masked": "가린 조각",
  "task.masked.about":
    "이미지마다 조각 49개 가운데 37개를 가리고, 그 뒤에 있던 것을 신경망이 그리게 합니다 (He 외, 2022에서).",
  "task.super_resolution": "초해상도",
  "task.super_resolution.about": "이미지를 거칠게 만들고, 신경망이 또렷하게 그리게 합니다 (Dong 외, 2014에서).",
  "task.denoising": "잡음 제거",
  "task.denoising.about":
    "픽셀의 절반을 무작위로 지우고, 지우기 전의 이미지를 신경망이 그리게 합니다 (Vincent 외, 2008).",
  "task.contrastive": "대조 학습",
  "task.contrastive.about":
    "이미지마다 두 모습을 만듭니다. 각 모습은 모든 이미지의 모습들 가운데서 제 짝을 찾아야 합니다 (SimCLR: Chen 외, 2020).",
  "task.contrastive_colour": "대조 학습, 컬러",
  "task.contrastive_colour.about": "이미지마다 돌리고 옮기고 색을 바꾼 두 모습. 어느 둘이 한 이미지에서 왔을까?",
  "task.colourisation": "색 입히기",
  "task.colourisation.about":
    "네트워크는 픽셀의 밝기만 보고 색을 클래스로 답합니다. 드문 색일수록 크게 칩니다. 그럴듯한 색을 섞어도 생기가 남습니다.",
  "task.colourisation_squared": "색 입히기, 숫자로",
  "task.colourisation_squared.about":
    "같은 질문을 제곱 오차로 묻습니다. 그 최선의 답은 그럴듯한 색들의 평균인 칙칙한 갈색 회색입니다.",
  "task.next_frame": "다음 장면",
  "task.next_frame.about":
    "숫자를 움직여 두 장면을 보여 주고, 셋째 장면을 신경망이 그리게 합니다 (Srivastava 외, 2015에서).",
  "task.autoencoder": "오토인코더 (대조군)",
  "task.autoencoder.about": "대조군입니다. 아무것도 숨기지 않고 이미지 자체를 그리게 합니다.",
  "task.vae": "변이형 오토인코더(VAE)",
  "task.vae.about":
    "모든 이미지를 약간 흐린 두 숫자로 줄이고, 그 두 숫자로 이미지를 다시 그리게 합니다(Kingma와 Welling, 2014).",
  "task.gan": "생성적 적대 신경망(GAN)",
  "task.gan.about":
    "생성기는 난수로 이미지를 그리고, 신경망은 그것을 진짜와 가려냅니다. 서로에게서 배웁니다(Goodfellow 외, 2014).",
  "task.supervised": "지도 학습 (대조군)",
  "task.supervised.about": "사전 과제가 아니라 대조군입니다. 사전학습의 모든 이미지에 라벨을 줍니다.",
  "task.weakly_supervised": "약지도 학습",
  "task.weakly_supervised.about":
    "숫자 하나가 더 큰 화면 어딘가에, 다른 숫자 조각들 사이에 놓입니다. 어떤 숫자인지는 알려 주고, 어디 있는지는 알려 주지 않습니다.",
  "task.box": "상자 (주어짐)",
  "task.box.about": "숫자 하나가 더 큰 화면 어딘가에 놓입니다. 둘레의 상자를 알려 주고, 그것을 맞혀야 합니다.",
  "task.mask": "분할 (주어짐)",
  "task.mask.about": "숫자 하나가 더 큰 화면 어딘가에 놓입니다. 어느 픽셀이 숫자인지 알려 주고, 그것을 맞혀야 합니다.",
  "task.supervised_augmented": "지도 학습, 증강 (대조군)",
  "task.supervised_augmented.about":
    "사전 과제가 아니라 대조군입니다. 모든 이미지에 라벨을 주고, 대조 학습처럼 이미지를 바꿉니다.",
  "task.composed.about": "이미지마다 하는 일: {ops}. 묻는 것: {question}.",

  "op.none": "아무것도 하지 않음",
  "op.turn": "90° 단위로 돌리기",
  "op.flip": "뒤집거나 그대로 두기",
  "op.tiles": "조각으로 자르기",
  "op.permute": "조각의 순서 바꾸기",
  "op.paste": "조각을 한 이미지로 붙이기",
  "op.neighbour": "가운데와 그 옆 조각 오려 내기",
  "op.erase": "직사각형 지우기",
  "op.mask": "조각 가리기",
  "op.noise": "무작위로 픽셀 지우기",
  "op.shrink": "거칠게 만들기",
  "op.blur": "흐리게 하기",
  "op.lightness": "색 없이 밝기만 보이기",
  "op.clutter": "다른 숫자 조각들 사이에 놓기",
  "op.colours": "색 바꾸기",
  "op.grey": "회색으로 바꾸기",
  "op.affine": "조금 돌리고 늘이고 기울이고 옮기기",
  "op.elastic": "구부리기",
  "op.pen": "획을 굵거나 가늘게 하기",
  "op.drift": "움직여 세 장면 가운데 둘 보이기",
  "op.imitate": "절반을 생성기가 만든 것으로 바꾸기",
  "op.twice": "두 모습으로 보이기",
  "predict.choice": "{choices}가지 가운데 어느 것이었는지",
  "predict.source": "원래 이미지 전체",
  "predict.changed": "바뀐 자리의 원래 모습",
  "predict.pair": "같은 이미지에서 온 모습이 어느 것인지",
  "predict.label": "라벨",
  "predict.box": "둘레의 상자",
  "predict.mask": "어느 픽셀이 숫자인지",

  "choice.number": "{n}번",
  "choice.imitate.0": "원본",
  "choice.imitate.1": "만든 것",
  "choice.flip.0": "그대로",
  "choice.flip.1": "뒤집음",
  "example.shown": "보여 준 것",
  "example.says": "신경망의 답",
  "example.truth": "정답",
  "example.number": "예제",
  "example.shared": "IoU {shared}",
  "example.overlap": "합집합 대비 교집합(IoU)",
  "example.error": "제곱 오차",
  "example.decibels": "PSNR, dB",
  "example.probability": "정답의 확률",
  "example.nearest": "가장 가까운 모습",
  "example.own": "제 짝",
  "example.other": "예제 {n}의 것",
  "example.right": "{said}, {percent}",
  "example.wrong": "{said}, 정답 {truth}",
  "example.drawn": "{decibels} dB",
  "watch.choice.caption": "숫자 하나, 네 문제",
  "watch.image.caption": "보여 준 것, 그린 것, 정답",
  "watch.pair.caption": "숫자 하나의 두 모습, 네 번",
  "examples.caption": "테스트 숫자 열두 개, 실시간",
  "watch.choice.summary":
    "{n}개 가운데 {right}개를 맞혔고, 정답에 준 확률은 평균 {percent}입니다. 답 {choices}개 가운데 찍으면 {blind}입니다.",
  "watch.box.caption": "테스트 화면 몇 장과, 신경망이 숫자가 있다고 말한 곳",
  "watch.box.summary":
    "실선은 참 상자, 점선은 답한 상자입니다. 평균 IoU {shared}, {n}개 가운데 {right}개가 0.5 이상입니다.",
  "watch.image.summary":
    "왼쪽부터 신경망에게 보여 준 것, 신경망이 그린 것, 원래 이미지입니다. 오차는 평균 {error}, {decibels} dB(PSNR)입니다.",
  "watch.image.summary.changed":
    "왼쪽부터 신경망에게 보여 준 것, 물들인 자리에 신경망이 그린 것, 원래 이미지입니다. 그 자리의 오차는 평균 {error}, {decibels} dB(PSNR)입니다.",
  "watch.pair.summary": "여기 있는 모습 {views}개 가운데서 {n}쌍 중 {right}쌍이 서로를 가장 먼저 찾습니다.",
  "watch.waiting": "학습이 시작되면 신경망이 답합니다.",

  "stage.transfer.about.others": "과제의 헤드를 버리고, 인코더를 고정하고, 선형층 하나만 라벨에 맞춥니다.",
  "curves.task.caption": "{task}: 학습 과정",
  "curves.task.choice":
    "{epoch} 에폭 후 손실은 {loss}, 정확도는 {accuracy}입니다. 답 {choices}개 가운데 찍으면 {blind}입니다.",
  "curves.task.image": "{epoch} 에폭 후 제곱 오차는 {loss}, 신호 대 잡음비(PSNR)로 {decibels} dB입니다.",
  "curves.task.judged": "{epoch} 에폭 후 손실은 {loss}입니다. 제곱 오차 말고도 더한 것이 있습니다.",
  "curves.task.pair": "{epoch} 에폭 후 손실은 {loss}, 배치의 이미지 가운데 {accuracy}가 제 짝을 가장 먼저 찾습니다.",
  "curves.task.waiting": "손실은 내려가야 합니다. 어디까지인지는 알 수 있는 것이 얼마나 되느냐에 달렸습니다.",
  "figure.decibels": "PSNR, dB",
  "network.head": "과제의 헤드",
  "network.waiting": "모양과 가중치 수는 코어에 물어본 뒤 나타납니다.",
  "inside.views":
    "인코더는 조각이나 장면을 하나씩 봅니다. 숫자 전체를 어떻게 보는지는 사전학습이 끝나면 알 수 있습니다.",
  "load.result.task":
    "{file}에서 읽은 {name} ({task}): 테스트 예제 {n}개 가운데 {percent}를 맞혔습니다. 속을 들여다보세요.",
  "load.result.error":
    "{file}에서 읽은 {name} ({task}): 테스트 예제 {n}개에서 {decibels} dB(PSNR)입니다. 속을 들여다보세요.",
  "map.summary.label": "처음 {n}개 테스트 숫자를 {by} 놓았습니다. 이 인코더는 라벨을 본 대조군입니다.",
  "trouble.address.task": "주소가 불가능한 과제를 요구하여 ({message}), 회전을 보여 줍니다. 나머지는 주소대로입니다.",
  "trouble.task": "이 과제는 실행할 수 없습니다: {message}",
  "share.lock.task": "과제",

  "page.lede.others":
    "라벨은 비싸지만 이미지는 그렇지 않습니다. 작은 신경망이 먼저 아무도 라벨을 달지 않은 숫자를 보며, 이미지만으로 만든 과제를 풉니다. 그런 다음 라벨을 받습니다. 먼저 배워 둔 것은 얼마나 값졌을까요?",
  "act.2.idea.others":
    "우리가 정한 규칙대로 이미지를 바꾸고, 무엇이 바뀌었는지 묻습니다. 우리가 바꾸었으니 답은 우리가 압니다. 아무도 라벨을 달 필요가 없었습니다.",
  "act.2.learn.others":
    "답하려면 숫자가 어떻게 생겼는지 알아야 합니다. 획과 고리와 열린 끝, 그리고 그것들이 있어야 할 자리 말입니다. *사전 과제*(pretext task)의 목적이 바로 이것입니다. 답 자체는 아무에게도 필요 없고, 맞히는 동안 배워야만 하는 것이 중요합니다.",
  "act.2.idea.label":
    "이 과제는 대조군입니다. 누군가 값을 치른 것처럼 모든 이미지의 라벨을 신경망에게 줍니다. 얻을 수 있는 것이 많아야 얼마인지 보여 줍니다.",
  "act.3.probe.others":
    "이제 과제의 헤드를 떼고, 인코더를 고정하고, 그 출력 위에 선형층 하나를 얹어 몇 안 되는 라벨로 학습합니다. 이것이 *선형 프로브*(linear probe)입니다. 선형층은 평평한 경계밖에 긋지 못하므로, 숫자가 나뉜다면 그것은 인코더가 해낸 일입니다.",
};
