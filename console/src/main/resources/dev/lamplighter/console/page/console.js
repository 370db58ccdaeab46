// Begins the page: its views by the address's fragment, what the server tells, and the keys.

import {h, fill, ask, age} from './dom.js';
import {follow, keepToken, takeTokenFromAddress, token, Refused} from './server.js';
import {bootsView, heard} from './boots.js';
import {machinesView, machineView} from './machines.js';
import {groupsView, profilesView} from './catalog.js';
import {leasesView, healthView} from './state.js';

const VIEWS = [
  {path: 'boots', name: 'Boots', open: bootsView, on: []},
  {path: 'machines', name: 'Machines', open: machinesView, on: ['machines', 'catalog', 'leases']},
  {path: 'machine', open: machineView, on: ['machines', 'catalog', 'leases']},
  {path: 'groups', name: 'Groups', open: groupsView, on: ['catalog', 'machines']},
  {path: 'profiles', name: 'Profiles', open: profilesView, on: ['catalog']},
  {path: 'leases', name: 'Leases', open: leasesView, on: ['leases', 'machines']},
  {path: 'health', name: 'Health', open: healthView, on: ['trouble', 'catalog']},
];

const main = document.getElementById('main');
const line = document.getElementById('link');
let shown = {};

function route() {
  const [path, ...words] = location.hash.replace(/^#\//, '').split('/').map(decodeURIComponent);
  const view = VIEWS.find(each => each.path === path) ?? VIEWS[0];
  const element = h('div', {});
  const alert = h('div', {});
  shown = {...view, element, alert};
  fill(document.querySelector('nav'), VIEWS.filter(each => each.name)
    .map(each => h('a', {href: `#/${each.path}`, 'aria-current': each === view || (view.path === 'machine' && each.path === 'machines') ? 'page' : false}, each.name)));
  document.title = `${view.name ?? words[0] ?? ''} · Lamplighter`;
  fill(main, alert, element);
  shown.view = view.open(element, show, ...words);
  show();
}

/** Asks for what is shown; once at a time, and once more where something changed meanwhile. */
async function show() {
  const mine = shown;
  if (mine.busy) {
    mine.again = true;
    return;
  }
  mine.busy = true;
  do {
    mine.again = false;
    try {
      await mine.view.refresh?.();
      fill(mine.alert);
    } catch (trouble) {
      problem(mine.alert, trouble);
    }
  } while (mine.again && mine === shown);
  mine.busy = false;
}

function problem(element, trouble) {
  fill(element, h('div', {class: 'alert', role: 'alert'}, h('p', {}, trouble.message),
    trouble instanceof Refused && trouble.status === 401 && h('button', {type: 'button', click: askToken}, 'give a token')));
}

async function askToken() {
  const answer = await ask('Token', [h('p', {}, 'Changes, and what configures a machine, need a token. On the host ', h('code', {}, 'lamplighter console'), ' shows it.'),
    h('label', {}, 'token', h('input', {name: 'token', type: 'password', autocomplete: 'off', value: token()}))], 'use it');
  if (answer) {
    keepToken(answer.token.trim());
    marked();
    route();
  }
}

function marked() {
  document.getElementById('key').textContent = token() ? 'token: given' : 'token: none';
}

function told(event, data) {
  if (event === 'boot') {
    const boot = JSON.parse(data);
    heard(boot);
    shown.view?.heard?.(boot);
  } else if (event === 'changed' && shown.on?.includes(data)) {
    show();
  }
}

function linked(well, why) {
  if (well && line.dataset.lost) {
    show();
  }
  line.dataset.lost = well ? '' : 'lost';
  line.textContent = well ? 'live' : `not live: ${why}`;
  line.className = well ? '' : 'lost';
}

document.getElementById('key').addEventListener('click', askToken);
document.addEventListener('keydown', key => {
  const search = main.querySelector('input[type=search]');
  if (key.key === '/' && search && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    key.preventDefault();
    search.focus();
  }
});
window.addEventListener('hashchange', () => {
  takeTokenFromAddress();
  marked();
  route();
  main.focus({preventScroll: true});
});

takeTokenFromAddress();
marked();
route();
follow(told, linked);
setInterval(() => {
  shown.view?.tick?.();
  age(main);
}, 1000);
