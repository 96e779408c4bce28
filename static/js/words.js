// Translated words that scripts say; the page carries them on <body data-word-…>.
export function word(name) {
  return document.body.dataset[`word${name[0].toUpperCase()}${name.slice(1)}`] || "";
}
