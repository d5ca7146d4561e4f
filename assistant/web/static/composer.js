/** Where questions are written: Enter sends, Shift and Enter breaks the line. */

const form = document.getElementById("composer");
const field = document.getElementById("message");
const sendButton = document.getElementById("send");
const stopButton = document.getElementById("stop");

/** Call `onSend(question)` and `onStop()` when the reader says so. */
export function listen(onSend, onStop) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = field.value.trim();
    if (question && stopButton.hidden) {
      field.value = "";
      onSend(question);
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  stopButton.addEventListener("click", onStop);
}

/** Show that an answer is under way, or that the next question may come. */
export function setBusy(busy) {
  const held = document.activeElement;
  sendButton.hidden = busy;
  stopButton.hidden = !busy;
  // A button that hides while it has the focus would drop it.
  if (held === sendButton || held === stopButton) field.focus();
}

/** Put `question` back, to be changed; not over one that is being written. */
export function putBack(question) {
  if (!field.value) field.value = question;
  field.focus();
}

/** Put the cursor into the field. */
export function focus() {
  field.focus();
}
