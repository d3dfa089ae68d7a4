// Keeps a region in this browser's own database. What belongs together is written in one transaction, so whoever ends the
// tab at any moment finds all of a change, or nothing of it.

export class Full extends Error {}

const finished = (request) =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });

const done = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () => reject(reason(transaction.error)));
  });

const reason = (error) => (error?.name === "QuotaExceededError" ? new Full() : error);

const STORES = ["files", "facts"];

export class Store {
  constructor(database) {
    this.database = database;
  }

  // Studios of several hubs may lie at one host: each has a database of its own.
  static async open(name) {
    const request = indexedDB.open(`peerkit-studio ${name}`, 1);
    request.addEventListener("upgradeneeded", () => {
      for (const one of STORES) request.result.createObjectStore(one);
    });
    return new Store(await finished(request));
  }

  begin(mode) {
    const transaction = this.database.transaction(STORES, mode, { durability: "strict" });
    return [transaction, ...STORES.map((one) => transaction.objectStore(one))];
  }

  // What is kept: its facts, and the bytes of each file by its path. Null where there is nothing.
  async load() {
    const [, files, facts] = this.begin("readonly");
    const [paths, data, region, at] = await Promise.all(
      [files.getAllKeys(), files.getAll(), facts.get("region"), facts.get("at")].map(finished),
    );
    if (!region) return null;
    return { region, at, files: Object.fromEntries(paths.map((path, number) => [path, data[number]])) };
  }

  // Only the facts, which are read quickly.
  async glance() {
    const [, , facts] = this.begin("readonly");
    const [region, at] = await Promise.all([facts.get("region"), facts.get("at")].map(finished));
    return region ? { region, at } : null;
  }

  // `changes` are new bytes by path, null for a file that goes; with `whole` there is nothing else afterwards.
  // Throws Full, with everything kept as it was, where the browser has no room.
  async save(region, changes, whole = false, at = Date.now()) {
    const [transaction, files, facts] = this.begin("readwrite");
    const ended = done(transaction);
    try {
      if (whole) files.clear();
      for (const [path, data] of Object.entries(changes)) data === null ? files.delete(path) : files.put(data, path);
      facts.put(region, "region");
      facts.put(at, "at");
    } catch (error) {
      transaction.abort();
      await ended.catch(() => {});
      throw reason(error);
    }
    await ended;
  }

  async keepFolder(handle) {
    const [transaction, , facts] = this.begin("readwrite");
    if (handle) facts.put(handle, "folder");
    else facts.delete("folder");
    await done(transaction);
  }

  async folder() {
    const [, , facts] = this.begin("readonly");
    return (await finished(facts.get("folder"))) ?? null;
  }

  async forget() {
    const [transaction, files, facts] = this.begin("readwrite");
    files.clear();
    facts.clear();
    await done(transaction);
  }
}

// Browsers take stored data away when a disk is full, unless they are asked not to.
export const lasting = () => navigator.storage?.persist?.().catch(() => false) ?? Promise.resolve(false);
