// A lecture's scenes.

export default {
  "talk.label": "Scenes",
  "talk.back": "Previous",
  "talk.on": "Next",
  "talk.end": "Leave the scenes",
  "talk.where": "{n} of {of}: {name}",
  "talk.unknown": "There is no scene called {names} here: it is left out.",
};
