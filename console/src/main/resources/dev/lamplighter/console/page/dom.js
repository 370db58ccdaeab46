// Elements are made of names, attributes and text. Text from the server, which may be text from the wire, never becomes markup.

/** An element: attributes whose value is a function listen to that event; children are elements or text; empty ones are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(key, value);
    } else if (value === true) {
      element.setAttribute(key, '');
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(key, visible(String(value)));
    }
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children) {
  return children.flat(Infinity).filter(child => child !== undefined && child !== null && child !== false && child !== '')
    .map(child => child instanceof Node ? child : visible(String(child)));
}

/** Puts children in the place of those before. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

/** Control and direction characters are shown as what they are, so that text from the wire cannot pose as other text. */
export function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    character => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** A table; columns are names, rows are lists of cells. On a phone each row is a card. */
export function table(columns, rows, rowAttributes = () => ({})) {
  return h('table', {class: 'wide'},
    h('thead', {}, h('tr', {}, columns.map(column => h('th', {scope: 'col'}, column)))),
    h('tbody', {}, rows.map((row, index) => h('tr', rowAttributes(index), row.map((cell, column) => h('td', {'data-name': columns[column]}, cell))))));
}

/** Names and values; those without a value are left out. */
export function facts(pairs) {
  return h('dl', {}, Object.entries(pairs).filter(([, value]) => value !== undefined && value !== null && value !== '' && value.length !== 0)
    .map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

/** A field to search with; `changed` is called with the words while they are typed. */
export function searchField(words, changed) {
  const field = h('input', {type: 'search', placeholder: 'search ( / )', 'aria-label': 'search', value: words, input: () => changed(field.value.trim().toLowerCase())});
  return field;
}

/** Asks in a dialog; resolves to the values of its fields by name, or to nothing where it was left. */
export function ask(title, body, deed) {
  const dialog = document.getElementById('dialog');
  return new Promise(resolve => {
    const leave = () => resolve(undefined);
    fill(dialog, h('form', {method: 'dialog', submit: () => resolve(Object.fromEntries([...dialog.querySelectorAll('[name]')].map(field => [field.name, field.value])))},
      h('h2', {}, title), body, h('div', {class: 'bar'}, h('button', {class: 'main'}, deed), h('button', {type: 'button', click: () => {
        leave();
        dialog.close();
      }}, 'cancel'))));
    dialog.oncancel = leave;
    show(dialog);
  });
}

/** Tells in a dialog. */
export function tell(title, text) {
  const dialog = document.getElementById('dialog');
  fill(dialog, h('h2', {}, title), h('p', {}, text), h('button', {type: 'button', autofocus: true, click: () => dialog.close()}, 'close'));
  dialog.oncancel = null;
  show(dialog);
}

function show(dialog) {
  if (!dialog.open) {
    dialog.showModal();
  }
}
