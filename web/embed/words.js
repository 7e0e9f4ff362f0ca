// What the embed says beyond the page's own words.

/** @typedef {typeof english} EmbedWords */

const english = {
  start: "Start",
  answer: "Your answer",
  module: "Runs in your browser.",
  blob: "Runs in your browser, in a closed frame.",
  kept: "",
  lost: "Nothing is kept when you leave.",
  full: "Open it on a page of its own",
};

/** @type {Record<string, EmbedWords>} */
const languages = {
  en: english,
  ko: {
    start: "시작",
    answer: "나의 답",
    module: "브라우저 안에서 실행됩니다.",
    blob: "닫힌 프레임 안에서, 브라우저에서 실행됩니다.",
    kept: "",
    lost: "페이지를 떠나면 아무것도 남지 않습니다.",
    full: "새 창에서 열기",
  },
};

/** @param {string} language */
export function embedWords(language) {
  return languages[language] ?? english;
}
