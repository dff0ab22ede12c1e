// The SQL page where scripts run: a key that runs the statement, and names that a press puts into it.
"use strict";
(() => {
  const field = document.getElementById("sql");
  const tables = document.getElementById("sql-tables");
  if (!field || !tables) return;

  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  });

  // Names become buttons when their table is opened: there are a thousand of them.
  tables.addEventListener("toggle", (event) => {
    for (const code of event.target.querySelectorAll("code")) {
      if (code.parentElement.tagName === "BUTTON") continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "name";
      button.setAttribute("aria-label", tables.dataset.insert.replace("{}", code.textContent));
      code.replaceWith(button);
      button.append(code);
    }
  }, true);

  tables.addEventListener("click", (event) => {
    const button = event.target.closest("button.name");
    if (!button) return;
    const { selectionStart: start, selectionEnd: end, value } = field;
    const before = start > 0 && /[\w"]/.test(value[start - 1]) ? " " : "";
    field.setRangeText(before + button.textContent, start, end, "end");
    field.focus();
  });
})();
