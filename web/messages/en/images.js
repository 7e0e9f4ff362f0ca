// What is said otherwise where the images are no digits: each key is that of the message in whose place it stands, and `.images`.

export default {
  "page.lede.images":
    "Labels are expensive; images are not. A small network first looks at {unlabelled} images whose labels it is not told and learns to tell how each was turned. Then it is given {labelled} labels. What was the head start worth?",
  "page.lede.others.images":
    "Labels are expensive; images are not. A small network first looks at images whose labels it is not told and solves a task that is made from the images alone. Then it is given labels. What was the head start worth?",
  "act.1.need.images":
    "To teach a network to name images, we need images that somebody has already named. That takes people, and people take time and money. Images without labels are nearly free.",
  "act.1.here.images":
    "We play this imbalance out: {unlabelled} images are looked at without their labels, and {labelled} labels come afterwards. The wall keeps that proportion, as far as whole images can. Labels on its {onWall} images: {labelledOnWall}.",
  "act.2.learn.images":
    "To name the turn, a network has to know what upright looks like: outlines, parts, and where they belong. That is the point of a *pretext task*. Nobody needs the turns; what counts is what must be learnt on the way. Turning images is the idea of [Gidaris, Singh and Komodakis](#ref-rotnet).",
  "act.2.learn.others.images":
    "To answer, a network has to know what the images look like: outlines, parts, and where they belong. That is the point of a *pretext task*. Nobody needs the answers; what counts is what must be learnt on the way.",
  "act.2.unknowable.images":
    "Some turns cannot be known: what is round or the same from all sides looks right whichever way it is turned. After a run, see which classes the mistakes come from, and how many of them are half turns.",
  "act.2.inside.images":
    "The filters begin as noise. Watch what becomes of them, and of one image on its way through all layers.",
  "act.3.probe.images":
    "Now the rotation head goes, the encoder is frozen, and one linear layer on its outputs is trained with the {labelled} labels. This is a *linear probe*. It can only draw flat borders, so if it separates the classes, the encoder has done the work.",
  "act.3.probe.others.images":
    "Now the task’s head goes, the encoder is frozen, and one linear layer on its outputs is trained with the few labels. This is a *linear probe*. It can only draw flat borders, so if it separates the classes, the encoder has done the work.",
  "act.3.look.images":
    "One number hides a lot. Look at which classes are confused, where the three disagree, and how the features lie.",
  "act.3.beyond.images":
    "These images are small, and so is this network. How far such tasks carry on photographs and video is the subject of the survey by [Jing and Tian](#ref-survey).",
  "progress.loading.images": "Fetching the images",
  "watch.choice.caption.images": "One image, four questions",
  "watch.pair.caption.images": "One image, two views, four times",
  "examples.caption.images": "Twelve test images, live",
  "turns.caption.images": "One image, four turns",
  "inside.views.images":
    "The encoder sees each view by itself; what it makes of a whole image can be seen when pretraining is over.",
  "inside.maps.images": "Layer {layer}: {n} feature maps of the image on show, {side} × {side} each",
  "map.summary.images":
    "The first {n} test images by {by}. The encoder has seen no label; where images of a class lie together, that is its own doing.",
  "map.summary.label.images": "The first {n} test images by {by}. This encoder has seen labels: it is a control.",
  "map.waiting.images":
    "The first {n} test images will be placed by the two principal components of their features, after each epoch.",
  "map.right.images":
    "With it stand the same images by an encoder that has learned nothing, and by their pixels: such maps look tidy, too. The percentage is what counts: of how many of these images their ten nearest neighbours tell the class in the whole space, with all of its dimensions.",
  "map.keys.images": "Map of images. Arrow keys go from image to image, Enter chooses one.",
  "map.focus.images": "Emphasise a class",
  "near.summary.images": "The test images closest to image {index}, labelled {label}, in each space: {list}.",
  "near.waiting.images":
    "As soon as a run has begun, the closest neighbours of an image in each space are shown here. Choose one on the map.",
  "near.far.images": "Image {index} is not among the first {n} test images. Choose one on the map.",
  "compare.caption.images": "Accuracy on unseen images",
  "race.summary.images":
    "Each row is a class, each column an answer, red where they differ. The self-supervised model finds {digit} hardest ({percent}).",
  "race.waiting.images": "Each row will be a class, each column an answer, on all test images, when the run is done.",
  "race.perDigit.images": "Accuracy on each class",
  "race.digit.images": "Class",
  "digit.caption.images": "Ask all three about one test image",
  "digit.previous.images": "Previous image",
  "digit.next.images": "Next image",
  "digit.which.images": "Image {index}",
  "disagree.summary.images":
    "{n} test images; the first {shown} are shown. Below each, what the self-supervised, supervised and control models say. Choose one to ask all three.",
  "disagree.waiting.images": "The test images on which the three differ, when the run is done.",
  "disagree.one.images": "Image {row}, labelled {label}; the models say {said}",
  "wall.digits.images": "Images",
};
