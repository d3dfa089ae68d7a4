// Marks the next round among the cards of the home page. Today is not known when the page is built.
document.addEventListener("DOMContentLoaded", () => {
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const coming = [...document.querySelectorAll(".kit-card[data-date]")].filter((card) => card.dataset.date >= today);
  coming.sort((one, other) => one.dataset.date.localeCompare(other.dataset.date));
  if (coming.length) {
    coming[0].classList.add("kit-card-next");
    const mark = document.createElement("span");
    mark.className = "kit-pill";
    mark.textContent = "Next";
    coming[0].querySelector(".kit-card-date").prepend(mark);
  }
});
