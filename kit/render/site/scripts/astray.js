// A host shows this page at every address that it has not, and where the site begins nobody has told it: the nearest
// folder above that holds the site's own script is its first. Until that is known, menu and search stay hidden.
// From a file it is the folder of this page.
const firstFolder = async () => {
  for (let folder = new URL(".", location); ; folder = new URL("..", folder)) {
    const answer = await fetch(new URL("_static/kit.js", folder), { method: "HEAD" }).catch(() => null);
    if (answer?.ok && answer.headers.get("Content-Type")?.includes("javascript")) return folder;
    if (folder.pathname === "/") return null; // a host that is out of reach, or a site that is gone
  }
};

const leadHome = (folder) => {
  const leads = { A: "href", FORM: "action" };
  for (const one of document.querySelectorAll("[data-to]")) one[leads[one.tagName]] = new URL(one.dataset.to, folder);
  for (const one of document.querySelectorAll("[data-found]")) one.hidden = false;
};

if (location.protocol === "file:") leadHome(new URL(".", location));
else firstFolder().then((folder) => folder && leadHome(folder));
