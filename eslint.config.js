import js from "@eslint/js";
import { globalIgnores } from "eslint/config";
import globals from "globals";

export default [
  globalIgnores(["build/", ".toolchain/"]),
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-eval": "error",
      "no-implicit-coercion": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["web/**"], languageOptions: { globals: { ...globals.browser, ...globals.worker } } },
  {
    files: ["scripts/**", "tests/**", "bench/**", "*.js", "web/prerender.js"],
    languageOptions: { globals: globals.node },
  },
  { files: ["scripts/**", "bench/**"], rules: { "no-console": "off" } }, // stdout is where their results go
  { files: ["tests/browser/**"], languageOptions: { globals: globals.browser } }, // functions that run in the page
];
