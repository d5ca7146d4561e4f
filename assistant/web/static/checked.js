/** What the checks find in a spec comes after its page: the first time they look at all of the catalog. */

const place = document.getElementById("checked");
const link = place?.querySelector("a");

if (link) {
  const request = new XMLHttpRequest();
  request.open("GET", link.href);
  request.responseType = "document";
  request.addEventListener("load", () => {
    // Where something else answered, the link leads there.
    const found = request.response?.getElementById("found");
    if (found) place.replaceChildren(document.adoptNode(found));
  });
  request.send();
}
