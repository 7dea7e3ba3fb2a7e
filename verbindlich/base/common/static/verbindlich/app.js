// The extra on top of plain forms. Everything works without it.
document.documentElement.classList.add("scripted");
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-print]").forEach((b) => b.addEventListener("click", () => window.print()));
  document.querySelectorAll("form[data-confirm]").forEach((f) =>
    f.addEventListener("submit", (e) => { if (!window.confirm(f.dataset.confirm)) e.preventDefault(); }));
});
// allauth's passkey scripts only log what went wrong; say it where people look.
document.addEventListener("allauth.error", (e) => {
  const note = document.getElementById("key_failed");
  if (!note) return;
  e.preventDefault();
  document.getElementById("inhalt").prepend(note);
  note.hidden = false;
});
