// A folder on the disk, where the browser can write one (Chrome and Edge on computers): a copy of what this browser keeps.

export const possible = () => "showDirectoryPicker" in window;

export const choose = () => window.showDirectoryPicker({ id: "peerkit-region", mode: "readwrite" });

// Whether the folder may be written; asking is only possible in answer to a click.
export const allowed = async (handle, asking = false) => {
  if (!handle.queryPermission) return true;
  const mode = { mode: "readwrite" };
  const now = await handle.queryPermission(mode);
  return now === "granted" || (asking && (await handle.requestPermission(mode)) === "granted");
};

export const write = async (root, changes) => {
  for (const [path, data] of Object.entries(changes)) await (data === null ? remove(root, path) : put(root, path, data));
};

const parentOf = async (root, path, create) => {
  let folder = root;
  for (const part of path.split("/").slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create });
  return folder;
};

const nameOf = (path) => path.split("/").at(-1);

// The old file stays until the new one is whole: the browser puts it in its place when it is closed.
const put = async (root, path, data) => {
  const file = await (await parentOf(root, path, true)).getFileHandle(nameOf(path), { create: true });
  const stream = await file.createWritable();
  await stream.write(data);
  await stream.close();
};

const remove = async (root, path) => {
  try {
    await (await parentOf(root, path, false)).removeEntry(nameOf(path));
  } catch (error) {
    if (error.name !== "NotFoundError") throw error;
  }
};

// All files below, for `open`; what a region never holds, such as what git keeps, is passed over.
const PASSED_OVER = new Set([".git", "_build", "node_modules", ".venv"]);

export const read = async (root, before = "") => {
  const found = {};
  for await (const [name, one] of root.entries()) {
    if (one.kind === "file") found[before + name] = new Uint8Array(await (await one.getFile()).arrayBuffer());
    else if (!PASSED_OVER.has(name)) Object.assign(found, await read(one, `${before}${name}/`));
  }
  return found;
};
