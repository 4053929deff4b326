// A button copies the text it names; without script one click marks the text whole.
on('click', ({target}) => {
  const button = target.closest('[data-copy]'), text = button && document.getElementById(button.dataset.copy);
  if (text) navigator.clipboard?.writeText(text.textContent.trim().replace(/\s+/g, ' ')).then(() => { button.textContent = button.dataset.done; });
});
