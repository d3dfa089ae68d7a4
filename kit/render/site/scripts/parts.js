// Sections of this page that went elsewhere.
addEventListener("DOMContentLoaded", () => {
  const moved = JSON.parse(document.getElementById("kit--moved").textContent), old = location.hash.slice(1);
  if (Object.hasOwn(moved, old) && !document.getElementById(old)) location.replace(moved[old]);
});
