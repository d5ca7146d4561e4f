/** What the checks find in a spec comes after its page: the first time they look at all of the catalog. */

const place = document.getElementById("checked");
const link = place?.querySelector("a");

/** The cited words, if there are any; those of printed pages come with their pages. */
const cited = () => document.querySelector("#cite, mark, rect.cited");

/** Whether the cited words are in view. */
function isSeen() {
  const box = cited()?.getBoundingClientRect();
  return Boolean(box) && box.bottom > 0 && box.top < innerHeight;
}

/** Put in what was found; what it pushes out of view was being read, and comes back. */
function show(found) {
  const wasSeen = isSeen();
  place.replaceChildren(document.adoptNode(found));
  // A frame later the browser has done what it does itself about that.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (wasSeen && !isSeen()) cited().scrollIntoView({ block: "center" });
  }));
}

if (link) {
  const request = new XMLHttpRequest();
  request.open("GET", link.href);
  request.responseType = "document";
  request.addEventListener("load", () => {
    // Where something else answered, the link leads there.
    const found = request.response?.getElementById("found");
    if (found) show(found);
  });
  request.send();
}
