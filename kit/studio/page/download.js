// Gives somebody a file that was made here, and takes one from them.

const TYPES = { pdf: "application/pdf", zip: "application/zip", txt: "text/plain", ics: "text/calendar" };
const LASTS = 10 * 60_000; // milliseconds in which a slow disk, or a tab that shows the file, has read it

const typeOf = (name) => TYPES[name.split(".").at(-1)] || "application/octet-stream";

export const address = (bytes, name) => {
  const made = URL.createObjectURL(new Blob([bytes], { type: typeOf(name) }));
  setTimeout(() => URL.revokeObjectURL(made), LASTS);
  return made;
};

export const download = (bytes, name) => {
  const link = Object.assign(document.createElement("a"), { href: address(bytes, name), download: name });
  document.body.append(link);
  link.click();
  link.remove();
};

// The one file of an answer, as {name: bytes}.
export const only = (files) => Object.values(files)[0];

const MOST = 200 * 1024 * 1024; // bytes of a zip that the kit takes; of a longer file one more is enough to be refused

export const read = async (file) => ({ [file.name]: new Uint8Array(await file.slice(0, MOST + 1).arrayBuffer()) });
