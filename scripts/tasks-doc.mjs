// Writes docs/tasks.md: all named tasks and what they are composed of, as the core says it.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { grammar } from "../web/api/grammar.js";
import { MODES } from "../web/api/study/modes.js";
import { ROOT, isMain, mainWithoutOptions } from "./command.mjs";
import { table } from "./markdown.mjs";
import { NOTES } from "./task-notes.mjs";

/** @import {GrammarKind, GrammarTask} from "../web/api/grammar.js" */
/** @import {Item} from "../web/api/spec.js" */

export const TASKS_DOCUMENT = join(ROOT, "docs", "tasks.md");

/** Where a task comes from. @type {Record<string, string>} */
export const PAPERS = {
  rotation:
    "Gidaris, Singh and Komodakis, “Unsupervised representation learning by predicting image rotations”, ICLR 2018",
  jigsaw:
    "after Noroozi and Favaro, “Unsupervised learning of visual representations by solving jigsaw puzzles”, ECCV 2016; the pieces are pasted back into one image",
  jigsaw_tiles:
    "Noroozi and Favaro, “Unsupervised learning of visual representations by solving jigsaw puzzles”, ECCV 2016",
  context: "Doersch, Gupta and Efros, “Unsupervised visual representation learning by context prediction”, ICCV 2015",
  inpainting:
    "Pathak, Krähenbühl, Donahue, Darrell and Efros, “Context encoders: feature learning by inpainting”, CVPR 2016",
  masked: "He, Chen, Xie, Li, Dollár and Girshick, “Masked autoencoders are scalable vision learners”, CVPR 2022",
  super_resolution:
    "after Dong, Loy, He and Tang, “Learning a deep convolutional network for image super-resolution”, ECCV 2014; as a pretext task in Ledig et al., CVPR 2017, with a content and an adversarial term",
  denoising:
    "Vincent, Larochelle, Bengio and Manzagol, “Extracting and composing robust features with denoising autoencoders”, ICML 2008",
  contrastive:
    "Chen, Kornblith, Norouzi and Hinton, “A simple framework for contrastive learning of visual representations”, ICML 2020; the decoupled loss: Yeh et al., “Decoupled contrastive learning”, ECCV 2022",
  contrastive_colour:
    "Chen, Kornblith, Norouzi and Hinton, “A simple framework for contrastive learning of visual representations”, ICML 2020",
  colourisation: "Zhang, Isola and Efros, “Colorful image colorization”, ECCV 2016",
  colourisation_squared:
    "the loss that Zhang, Isola and Efros, “Colorful image colorization”, ECCV 2016, argue against",
  next_frame:
    "after Srivastava, Mansimov and Salakhutdinov, “Unsupervised learning of video representations using LSTMs”, ICML 2015",
  gan: "Goodfellow, Pouget-Abadie, Mirza and others, “Generative adversarial nets”, NeurIPS 2014",
  weakly_supervised:
    "Zhou, Khosla, Lapedriza, Oliva and Torralba, “Learning deep features for discriminative localization”, CVPR 2016; the canvases: Mnih, Heess, Graves and Kavukcuoglu, “Recurrent models of visual attention”, NeurIPS 2014",
  box: "after Sermanet, Eigen, Zhang, Mathieu, Fergus and LeCun, “OverFeat: integrated recognition, localization and detection using convolutional networks”, ICLR 2014",
  mask: "after Long, Shelhamer and Darrell, “Fully convolutional networks for semantic segmentation”, CVPR 2015",
  vae: "Kingma and Welling, “Auto-encoding variational Bayes”, ICLR 2014",
};

/** What is asked. @type {Record<string, string>} */
const QUESTIONS = {
  choice: "which variant the ops chose, a class",
  source: "the whole original",
  changed: "the original, only where ops have changed it",
  pair: "which other view comes from the same image",
  label: "the label that the data give",
  box: "the box around the ink of an image on a canvas, right if intersection over union is at least a half",
  mask: "which pixels of a canvas are an image's ink, right if intersection over union is at least a half",
};

/**
 * Items such as `erase` (least 10, most 16, margin 2).
 * @param {Item[] | undefined} items
 * @param {"op" | "layer" | "term"} tag
 */
function listed(items, tag) {
  if (!items?.length) return "nothing";
  return items
    .map(({ [tag]: kind, ...numbers }) => {
      const values = Object.entries(numbers).map(([name, value]) =>
        name === "units" && value === 0 ? "as many units as values are asked" : `${name} ${value}`,
      );
      return `\`${kind}\`${values.length > 0 ? ` (${values.join(", ")})` : ""}`;
    })
    .join(", ");
}

/** @param {GrammarTask} task */
function taskSection({ name, what, measure, description, views = 1, written_out: whole = description }) {
  const facts = [
    `transform: ${listed(description.transform, "op")}`,
    `asked: \`${description.predict}\`, ${QUESTIONS[description.predict]}; measured by ${measure === "psnr" ? "squared error and PSNR" : "accuracy"}`,
    ...(views > 1 ? [`views: ${views}, which the encoder sees one by one`] : []),
    `head: ${listed(whole.head, "layer")}`,
    `loss: ${listed(whole.loss, "term")}`,
    ...(NOTES[name] ? [NOTES[name]] : []),
    ...(PAPERS[name] ? [`source: ${PAPERS[name]}`] : []),
  ];
  return [`### ${name}`, `${what[0].toUpperCase()}${what.slice(1)}`, facts.map((fact) => `- ${fact}`).join("\n")];
}

/** @param {GrammarKind[]} kinds */
function kindTable(kinds) {
  const rows = kinds.flatMap(({ name, what, fields }) => [
    [`\`${name}\``, what, "", "", ""],
    ...fields.map((field) => [
      "",
      `\`${field.name}\`: ${field.what}`,
      String(field.default),
      `${field.least} to ${field.most}`,
      field.whole ? "whole" : "",
    ]),
  ]);
  return table(["name", "what it is, and its numbers", "default", "bounds", ""], rows, 2);
}

/** The whole document. */
export async function tasksDocument() {
  const { tasks, ops, layers, terms, predictions } = grammar;
  const sections = [
    "# Pretext tasks",
    "<!-- Written by scripts/tasks-doc.mjs from the core's grammar: change that, then run `npm run docs`. -->",
    'A task makes an input and a target out of an image alone: ops transform it, and something is asked about it. In a spec, `task` is one of the names below or a description, `{"transform": [{"op": ...}], "predict": ..., "head": [{"layer": ...}], "loss": [{"term": ...}]}`; without head or loss, those of what is asked are taken.',
    '    npm run --silent experiment -- --list-tasks\n    npm run --silent experiment -- --preset quick --set task=inpainting task.transform.0.most=12\n    npm run --silent experiment -- --preset quick --set \'task={"transform":[{"op":"flip"}],"predict":"choice"}\'',
    "## Named tasks",
    "Head and loss are those for grey images of 28 x 28, or for images in colour of 32 x 32 where a task needs colours.",
    ...tasks.flatMap(taskSection),
    "## What can be asked",
    table(
      ["`predict`", "what it is", "measure"],
      predictions.map(({ name, measure }) => [`\`${name}\``, QUESTIONS[name], measure]),
      3,
    ),
    "## Ops",
    kindTable(ops),
    "## Layers of a head",
    kindTable(layers),
    "## Terms of a loss",
    kindTable(terms),
    "## Ways to use what was learned",
    table(
      ["mode", "what it is"],
      MODES.map(({ name, title, description }) => [`\`${name}\``, `${title}: ${description}`]),
      2,
    ),
  ];
  const config = await resolveConfig(TASKS_DOCUMENT);
  return format(sections.join("\n\n"), { ...config, parser: "markdown" });
}

if (isMain(import.meta.url)) {
  const usage = "Usage: node scripts/tasks-doc.mjs\n\nWrites docs/tasks.md from the core's grammar.";
  await mainWithoutOptions(usage, async () => {
    const text = await tasksDocument();
    if (readFileSync(TASKS_DOCUMENT, { encoding: "utf8", flag: "a+" }) !== text) writeFileSync(TASKS_DOCUMENT, text);
  });
}
