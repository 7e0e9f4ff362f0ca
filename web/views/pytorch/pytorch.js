/// <reference types="vite/client" />
import { dataSets, setOf } from "../../api/spec.js";
import { shownSpec } from "../../app/task.js";
import program from "./evaluate.py?raw";
import { createProgram } from "./program.js";

/** A program to go on with elsewhere: it reads the saved weights and tests them. @type {import("../../app/view.js").CreateView} */
export function createPytorch(host, { words }) {
  host.append(createProgram(words, program, { title: "pytorch.title", about: "pytorch.about" }));
  return {
    element: host,
    on: (now) => [shownSpec(now)],
    draw(now) {
      host.hidden = setOf(shownSpec(now)) !== dataSets[0]; // it tests them on MNIST
    },
  };
}
