// What only the task of rotation has.

export default {
  "turns.caption": "One digit, four turns",
  "turns.angle": "{angle}°",
  "turns.turned": "Turned by",
  "turns.says": "says {angle}°",
  "turns.silent": "not asked yet",
  "turns.summary": "{right} of 4 turns named right. The true turn gets {percent} on average.",
  "turns.summary.waiting": "Under each picture will stand how likely the network finds each of the four turns.",

  "wheel.caption": "Turn it yourself",
  "wheel.angle": "Turned counter-clockwise by",
  "wheel.summary":
    "The rotation head says {angle}° ({percent}). It knows only four answers, so anything between has to go somewhere.",
  "wheel.waiting": "The rotation head answers as soon as training has begun.",

  "mistakes.caption": "Turns it gets wrong",
  "mistakes.summary":
    "{wrong} of {all} turned test images named wrongly, most often of {list}; {flips} of these mistakes are off by half a turn (blue).",
  "mistakes.waiting": "Counted on the test images when the run is done.",
  "mistakes.one": "{turn}°, says {said}°",
  "mistakes.wrong": "Wrong",
  "mistakes.flipped": "Off by half a turn",
  "mistakes.all": "Turned images",
};
