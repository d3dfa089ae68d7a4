// What people write or tick on a page stays in their browser, and nothing is sent. `works` is false where a browser
// keeps nothing. A list of values by name for each page and each `kind` of things, such as "sheets".
const keptHere = (kind) => {
  const key = `${kind} ${location.pathname}`;
  const read = () => {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; }
  };
  const write = (values) => {
    try {
      if (Object.keys(values).length) localStorage.setItem(key, JSON.stringify(values));
      else localStorage.removeItem(key);
      return true;
    } catch { return false; }
  };
  const before = read();
  const works = write({ ...before, works: true });
  write(before);
  return {
    works,
    get: (name) => read()[name],
    set: (name, value) => {
      const { [name]: _, ...others } = read();
      return write(value ? { ...others, [name]: value } : others);
    },
  };
};
