/** Every word that the scripts put on the page. */

export const STATUS = {
  not_stated: "Not stated in the specification",
  unknown_class: "No class of that name",
  ambiguous: "More than one class fits",
  out_of_scope: "Outside what specifications say",
};

export const STRINGS = {
  pending: "Looking through the specifications",
  stopped: "Stopped before the answer was complete.",
  unreachable: "The assistant cannot be reached. Your question is kept; try again when the connection is back.",
  cut: "The connection broke before the answer was complete.",
  failed: "The assistant could not answer.",
  forgotten: "The earlier conversation is no longer kept, so this question started a new one.",
  retry: "Try again",
  choices: "Choose a class",
  nearest: "Close to what you asked for",
  catalog: "Look in the catalog",
  sources: "Sources",
  suggestions: "Ask next",
  spec: "Specification",
  close: "Close",
  openSpec: "Open the specification at this passage",
  opening: "Opening the source",
  sourceFailed: "The source could not be opened. This is the passage as quoted:",
  sourceText: "Text of the source",
  moreSources: (count) => (count === 1 ? "1 more source" : `${count} more sources`),
  sourceCount: (count) => (count === 1 ? "1 source." : `${count} sources.`),
  cite: (citation) => ["Source " + citation.number, citation.title, citation.section].filter(Boolean).join(", "),
  request: (id) => `Request ${id}`,
  place: (citation) =>
    [citation.source, citation.page ? `page ${citation.page}` : "", `line ${citation.line}`].filter(Boolean).join(", "),
  whatAbout: (entry) => `What about the ${entry.title}${entry.class_code ? ` (${entry.class_code})` : ""}?`,
};
