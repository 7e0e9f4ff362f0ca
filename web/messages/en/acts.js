// The story in short: three acts, each paragraph beside a bench that shows what it says.

export default {
  "acts.1": "Labels are dear, images are not",
  "acts.1.a":
    "A network that reads digits is usually shown many of them, each with its name. Somebody has to give these names. Images without names cost nothing: there are always more of them than anybody has time to label.",
  "acts.1.b":
    "So let a network learn from images alone. Take something away from each, or change it by a rule of your own, and ask what it was. You know the answer, because the change was yours. [Hide a rectangle and ask for what was behind it](#/inpainting): the picture itself is the teacher. This is *self-supervised learning*, and the question is a *pretext task*.",
  "acts.1.c":
    "Nobody needs the answers. What counts is what must be learned on the way: strokes, loops, open ends, and where they belong. [Eleven such tasks](#/) stand on the wall, from jigsaws to noise.",
  "acts.2": "Make it guess",
  "acts.2.a":
    "A small convolutional network, the *encoder*, looks at the changed image; a *head* on top of it answers. At first it knows nothing: [watch an untrained network turn digits upright](#/rotation), one in four by luck. Then each step lowers a loss, here for a turn that has four answers:",
  "acts.2.b":
    "Drag along the curve to see the network as it was. Some questions have no answer: an 8 upside down is an 8. And some are solved by a detail that says nothing of digits. That is why a task that is solved is not yet a task that pays.",
  "acts.2.c":
    "One task asks for no part of the image at all: [two views of the same digit have to find each other among all others](#/contrastive). What stays the same under small turns and bends is what the digit is.",
  "acts.3": "Then count what it bought",
  "acts.3.a":
    "Now throw the head away, freeze the encoder, and fit one linear layer on its outputs to a few labels, a *linear probe*. It can only draw flat borders; if it separates the digits, the encoder has done the work:",
  "acts.3.b":
    "Compare it with an encoder that has learned nothing, with the pixels as they are, and with training from scratch on the same labels. Without these controls nobody knows what pretraining has bought. [On the board](#/board) the same few seeds stand for all: most tasks buy a point or two, one buys much more, and [one ends below an untrained encoder](#/jigsaw_tiles) once there are 200 labels.",
  "acts.3.c":
    "Mind the strongest control, too: training from scratch on images that are changed as the contrastive task changes them. Much of what that task teaches lies in the changes that we chose. [Put a task of your own together](#/compose), bet on it, and see; or [label ten digits](#/ten) and let the likenesses that were learned do the rest.",
};
