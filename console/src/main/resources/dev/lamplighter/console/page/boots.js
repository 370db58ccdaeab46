// Boots as they go: one card each, with its stages, its steps, and why it stopped.

import {h, fill, facts, searchField, ago} from './dom.js';
import {get} from './server.js';
import {STAGES, clock, duration, size, stateClass} from './words.js';

const MOST = 200;
const known = new Map();

/** Takes in how a boot stands now. */
export function heard(boot) {
  known.delete(boot.id);
  known.set(boot.id, boot);
  if (known.size > 4 * MOST) {
    known.delete(known.keys().next().value);
  }
}

const words = boot => [boot.mac, boot.uuid, boot.state, boot.stage, boot.arch, ...boot.addresses, boot.diagnosis?.sentence].join(' ').toLowerCase();

const name = boot => boot.mac ?? boot.addresses[0] ?? boot.uuid ?? boot.id;

function track(boot) {
  const reached = STAGES.indexOf(boot.stage);
  return h('ol', {class: 'track', 'aria-label': `stage ${boot.stage}, ${boot.state}`}, STAGES.map((stage, index) => {
    const seen = boot.steps.some(step => step.stage === stage);
    const how = index === reached ? stateClass(boot.state) : index < reached && seen ? 'done' : '';
    return h('li', {class: how, title: stage}, stage);
  }));
}

function steps(boot) {
  const began = Date.parse(boot.began);
  return h('table', {class: 'steps'},
    h('thead', {}, h('tr', {}, ['at', 'stage', 'what', 'took'].map(column => h('th', {scope: 'col'}, column)))),
    h('tbody', {}, boot.steps.map(step => h('tr', {},
      h('td', {}, '+' + duration(Date.parse(step.at) - began)), h('td', {}, step.stage),
      h('td', {class: step.result === 'failed' ? 'stopped' : ''}, h('span', {class: 'code'}, step.what), step.times > 1 && ` × ${step.times}`,
        step.why && h('div', {}, step.why), step.bytes && h('div', {class: 'soft'}, size(step.bytes), step.of && step.bytes < step.of && ` of ${size(step.of)}`)),
      h('td', {}, duration(step.ms))))));
}

const moving = boot => boot.state === 'under way' && boot.steps.findLast(step => step.result === 'begun' && step.of);

/** The card of a boot; `open` shows its steps. */
export function card(boot, open) {
  const transfer = moving(boot);
  return h('article', {class: 'card', 'data-boot': boot.id},
    h('div', {class: 'head'},
      h('strong', {}, boot.mac ? h('a', {href: `#/machine/${encodeURIComponent(boot.mac)}`}, boot.mac) : name(boot)),
      h('span', {class: 'soft'}, [boot.arch, ...boot.addresses].filter(Boolean).join(' · ')),
      h('span', {class: `state ${stateClass(boot.state)}`}, boot.state === 'under way' ? `${boot.state}: ${boot.stage}` : boot.state),
      h('span', {class: 'soft', title: clock(boot.began)}, `${duration(boot.ms)}, `, ago(boot.last))),
    track(boot),
    transfer && h('p', {}, h('span', {class: 'code'}, transfer.what), ' ', h('progress', {value: transfer.bytes ?? 0, max: transfer.of}),
      ` ${size(transfer.bytes ?? 0)} of ${size(transfer.of)}`),
    boot.diagnosis && h('div', {class: 'why'}, h('p', {}, h('strong', {}, boot.diagnosis.sentence)), h('p', {}, `Check: ${boot.diagnosis.check}`),
      h('p', {class: 'soft code'}, boot.diagnosis.code)),
    h('details', {open}, h('summary', {}, `${boot.steps.length} steps`), steps(boot), boot.uuid && facts({UUID: boot.uuid})));
}

/** Cards that change in their places; `accepts` says which boots belong here. */
export class Cards {

  constructor(element, accepts) {
    this.element = element;
    this.accepts = accepts;
    this.boots = new Map();
  }

  set(boots) {
    this.boots = new Map(boots.filter(this.accepts).map(boot => [boot.id, boot]));
    this.draw();
  }

  draw() {
    const open = new Set([...this.element.querySelectorAll('[data-boot]')].filter(each => each.querySelector('details').open).map(each => each.dataset.boot));
    const boots = [...this.boots.values()].sort((a, b) => Date.parse(b.began) - Date.parse(a.began)).slice(0, MOST);
    fill(this.element, boots.length === 0 ? h('p', {class: 'soft'}, 'No boots. A machine is seen here from its first packet on.') : boots.map(boot => card(boot, open.has(boot.id))));
  }

  heard(boot) {
    const before = [...this.element.querySelectorAll('[data-boot]')].find(each => each.dataset.boot === boot.id);
    if (!this.accepts(boot)) {
      before?.remove();
      this.boots.delete(boot.id);
      return;
    }
    this.boots.set(boot.id, boot);
    if (!before) {
      if (this.boots.size === 1) {
        fill(this.element);
      }
      this.element.prepend(card(boot, false));
      if (this.element.childElementCount > MOST) {
        this.boots.delete(this.element.lastElementChild.dataset.boot);
        this.element.lastElementChild.remove();
      }
      return;
    }
    const focused = before.contains(document.activeElement) && document.activeElement.tagName;
    const now = card(boot, before.querySelector('details').open);
    before.replaceWith(now);
    if (focused) {
      now.querySelector(focused)?.focus();
    }
  }
}

/** Every boot, the one that began last in front. */
export function bootsView(element) {
  let search = '';
  let state = '';
  const list = h('div', {'aria-live': 'off'});
  const cards = new Cards(list, boot => (!state || boot.state === state) && (!search || words(boot).includes(search)));
  let all = new Map();
  const choose = h('select', {'aria-label': 'state', change: () => {
    state = choose.value;
    cards.set([...all.values()]);
  }}, ['', 'under way', 'stopped', 'done'].map(value => h('option', {value}, value || 'every state')));
  fill(element, h('div', {class: 'bar'}, searchField('', value => {
    search = value;
    cards.set([...all.values()]);
  }), choose), list);
  return {
    async refresh() {
      const {boots, trouble} = await get('boots', {limit: MOST});
      all = new Map(boots.reverse().map(boot => [boot.id, boot]));
      known.forEach((boot, id) => {
        if (all.has(id) && Date.parse(boot.last) > Date.parse(all.get(id).last)) {
          all.set(id, boot);
        }
      });
      cards.set([...all.values()]);
      if (trouble) {
        element.prepend(h('p', {class: 'alert'}, trouble));
      }
    },
    heard(boot) {
      all.delete(boot.id);
      all.set(boot.id, boot);
      if (all.size > 4 * MOST) {
        all.delete(all.keys().next().value);
      }
      cards.heard(boot);
    },
  };
}
