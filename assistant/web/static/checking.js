/** The page of the checks until all classes are checked: each look at it goes on with them. */

const bar = document.getElementById("done");

// Milliseconds until the next look where the server did not answer.
const PAUSE = 2000;

function look() {
  const request = new XMLHttpRequest();
  request.open("GET", location.href);
  request.responseType = "document";
  request.addEventListener("load", () => {
    const now = request.response?.getElementById("done");
    // The whole page, or one that says what is wrong.
    if (!now) return location.reload();
    Object.assign(bar, { max: now.max, value: now.value });
    document.getElementById("done-text").textContent = request.response.getElementById("done-text").textContent;
    look();
  });
  request.addEventListener("error", () => setTimeout(look, PAUSE));
  request.send();
}

look();
