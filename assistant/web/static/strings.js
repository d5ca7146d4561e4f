/** Every word that the chat puts before a reader. */

export const STATUS = {
  not_stated: "Not stated in the specification",
  unknown_class: "No class of that name",
  ambiguous: "More than one class fits",
  out_of_scope: "Outside what specifications say",
};

/** How a condition of a class stands to what a reader says. */
export const STATES = {
  met: "Met",
  not_met: "Not met",
  cannot_tell: "Cannot be told",
  not_asked: "Not counted",
};

/** What a condition's parts need of each other, and what is said beside them. */
export const NODES = {
  all: "All of these",
  any: "One of these",
  unclear: "These, which can be read in two ways",
};

/** Why an answer was of no use. */
export const REASONS = {
  wrong: "It is wrong",
  incomplete: "Something is missing",
  not_found: "It missed what is there",
  unclear: "It is hard to understand",
  other: "Something else",
};

/** What went wrong, by the kind of a failure; what the service says of it stands below. */
export const FAILURES = {
  unreachable: "The assistant cannot be reached. Your question is kept.",
  cut: "The connection broke before the answer was complete.",
  intercepted: "Something else answered in place of the assistant, such as a sign-in page. Load this page again.",
  failed: "The assistant could not answer.",
  unavailable: "The assistant cannot answer at the moment.",
  "session-needed": "Your session with the assistant has ended.",
  "foreign-origin": `This site may not use the assistant. Its owner adds ${location.origin} to the setting JOBCLASS_EMBED_ORIGINS.`,
};

export const STRINGS = {
  name: "Job Class Assistant",
  launch: "Ask about job classes",
  greeting: "Ask what a job class requires, pays or does. Every answer quotes the specification.",
  openers: [
    "Which classes require a commercial driver's license?",
    "Which classes are exempt from overtime?",
    "How many classes are there?",
  ],
  openersAbout: [
    "What does this class do?",
    "What are the minimum qualifications for this class?",
    "What does this class pay?",
    "What is the next class above this class?",
  ],
  forExample: "For example",
  conversation: "Conversation",
  field: "Your question",
  placeholder: "Ask about a class",
  ask: "Ask",
  stop: "Stop",
  decides: "Answers quote the specifications. HR decides.",
  fresh: "New conversation",
  forget: "Forget this conversation",
  forgotten: "The conversation is forgotten, here and in the service.",
  notForgotten: "The service could not be told to forget it. Try again.",
  offline: "You are offline. Your question is kept.",
  pending: "Looking through the specifications",
  stopped: "Stopped before the answer was complete.",
  lost: "The earlier conversation is no longer kept. This question started a new one.",
  retry: "Try again",
  wait: (seconds) => `Too many questions for the moment. You can ask again in ${period(seconds)}.`,
  choices: "Choose a class",
  nearest: "Close to what you asked for",
  catalog: "Look in the catalog",
  sources: "Sources",
  sourceCount: (count) => counted(count, "source"),
  moreSources: (count) => counted(count, "more source"),
  suggestions: "Ask next",
  spec: "Specification",
  close: "Close",
  openSpec: "Open the specification at this passage",
  opening: "Opening the source",
  sourceFailed: "The source could not be opened. This is the quote:",
  sourceText: "Text of the source",
  cite: (citation) => ["Source " + citation.number, citation.title, citation.section].filter(Boolean).join(", "),
  request: (id) => `Request ${id}`,
  place: (citation) =>
    [citation.source, citation.page ? `page ${citation.page}` : "", citation.line ? `line ${citation.line}` : ""]
      .filter(Boolean)
      .join(", "),
  whatAbout: (entry) => `What about the ${entry.title}${entry.class_code && " ("}${entry.class_code}${entry.class_code && ")"}?`,
  className: "Class",
  says: "What it says",
  needs: "What it asks for",
  list: (count) => (count === 1 ? "1 class" : counted(count, "classe")),
  comparison: "Comparison",
  ladder: "From the lowest class up",
  conditions: "What is asked for",
  point: "Point",
  same: "the same",
  none: "Not stated",
  asked: "asked about",
  unloaded: "no document loaded",
  moreValues: (count) => `and ${count} more`,
  showAll: (count) => `Show all ${count.toLocaleString("en")}`,
  openPage: "Open on a page of its own",
  copy: "Copy with sources",
  copied: "Copied.",
  notCopied: "The browser does not let this page copy.",
  useful: "Useful",
  useless: "Not useful",
  rated: "Thank you.",
  unrated: "Taken back.",
  notRated: "Your rating could not be sent. Try again.",
  reason: "What is wrong with it?",
  comment: "Anything to add (optional)",
  send: "Send",
};

function period(seconds) {
  return seconds < 90 ? counted(seconds, "second") : counted(Math.ceil(seconds / 60), "minute");
}

function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
