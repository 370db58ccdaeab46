// Machines: those that are declared, and strangers that were only seen.

import {h, fill, facts, searchField, table, ask, tell, ago} from './dom.js';
import {get, post} from './server.js';
import {Cards} from './boots.js';
import {clock, stateClass, until} from './words.js';

const INTENTS = {
  'netboot': 'boots from the network, every time',
  'disk': 'boots from its disk; the network lets it pass',
  'netboot-once': 'boots from the network once, until it is installed, then from its disk',
};

/** Firmware as a walk names it, by how boots name it. */
const FIRMWARE = {'efi-x64': 'uefi-x64', 'efi-arm64': 'uefi-arm64', 'bios': 'bios'};

const key = machine => machine.name ?? machine.macs[0];

const link = machine => h('a', {href: `#/machine/${encodeURIComponent(key(machine))}`}, machine.name ?? machine.macs[0]);

const addresses = machine => machine.addresses?.length ? machine.addresses.join(' ') : machine.lease?.address ?? machine.seen?.address ?? '';

const words = machine => [machine.name, machine.hostname, ...machine.macs, machine.uuid, addresses(machine), machine.boot, machine.last?.state, machine.last?.stage, machine.vendor,
  ...Object.entries(machine.labels ?? {}).map(([label, value]) => `${label}=${value}`)].join(' ').toLowerCase();

const lastBoot = machine => machine.last
  ? [h('span', {class: `state ${stateClass(machine.last.state)}`}, machine.last.state), ` ${machine.last.stage}, `, h('span', {class: 'soft'}, ago(machine.last.at)),
    machine.last.why && h('div', {}, machine.last.why)]
  : h('span', {class: 'soft'}, machine.seen ? ['seen ', ago(machine.seen.last)] : 'never seen');

/** Does what changes something, and tells where it was refused. */
async function attempt(deed, then) {
  try {
    await deed();
    then();
  } catch (refused) {
    tell('Not done', refused.message);
  }
}

async function adopt(mac, then) {
  const answer = await ask(`Adopt ${mac}`, [h('p', {}, 'Declares the machine in a file of its own. Then it can have a name, an address and labels, and it can be told from where it boots.'),
    h('label', {}, 'name', h('input', {name: 'name', required: true, pattern: '[A-Za-z0-9_][A-Za-z0-9._\\-]*'})),
    h('label', {}, 'address, if it shall always have the same', h('input', {name: 'address', placeholder: '192.168.1.20'})),
    h('label', {}, 'boots from', h('select', {name: 'boot'}, Object.keys(INTENTS).map(value => h('option', {value}, value))))], 'adopt');
  if (answer) {
    await attempt(() => post(`machines/${encodeURIComponent(mac)}/adopt`, answer), () => then(answer.name));
  }
}

async function setBoot(machine, intent, then) {
  const answer = await ask(`${machine.name}: ${intent}`, h('p', {}, `${machine.name} then ${INTENTS[intent]}. This counts from its next boot on, until its file says something else.`), intent);
  if (answer) {
    await attempt(() => post(`machines/${encodeURIComponent(machine.name)}/boot`, {boot: intent}), then);
  }
}

/** node2 comes before node10. */
const ORDER = new Intl.Collator(undefined, {numeric: true});

const COLUMNS = ['machine', 'hardware address', 'address', 'boots from', 'last boot', ''];

/** All machines in one table, of which a row is made anew only when its machine has changed: a search hides rows. */
export function machinesView(element, again) {
  let rows = new Map();
  let search = '';
  let only = '';
  let due = '';
  const none = h('p', {class: 'soft'});
  const alert = h('div', {});
  const place = h('div', {class: 'machines'}, table(COLUMNS, []));
  const body = place.querySelector('tbody');
  const count = h('span', {class: 'soft', role: 'status'});
  const choose = h('select', {'aria-label': 'which', change: () => {
    only = choose.value;
    sift();
  }}, [['', 'all'], ['declared', 'declared'], ['strangers', 'strangers'], ['stopped', 'stopped']].map(([value, text]) => h('option', {value}, text)));
  const fits = ({machine, words}) => (!search || words.includes(search)) && (only === '' || (only === 'declared' && machine.name) || (only === 'strangers' && !machine.name)
    || (only === 'stopped' && machine.last?.state === 'stopped'));
  function sift() {
    let found = 0;
    for (const row of rows.values()) {
      const shown = fits(row);
      found += shown;
      if (row.element.hidden === shown) {
        row.element.hidden = !shown;
      }
    }
    count.textContent = `${found} of ${rows.size}`;
    place.hidden = found === 0;
    none.hidden = found > 0;
    none.textContent = rows.size ? 'No machine fits.' : 'No machine is declared, and none was seen yet.';
  }
  function row(machine) {
    const said = JSON.stringify(machine);
    const known = rows.get(key(machine));
    return known?.said === said ? known : {machine, said, words: words(machine), element: table(COLUMNS, [cells(machine)]).querySelector('tbody tr')};
  }
  const cells = machine => [link(machine),
    h('span', {class: 'code'}, machine.macs.join(' '), machine.vendor && h('span', {class: 'soft'}, ` ${machine.vendor}`)),
    h('span', {class: 'code'}, addresses(machine)), machine.boot ?? h('span', {class: 'soft'}, 'stranger'), lastBoot(machine),
    !machine.name && h('button', {type: 'button', click: () => adopt(machine.macs[0], again)}, 'adopt')];
  async function refresh() {
    const answer = await get('machines');
    answer.machines.sort((a, b) => (a.name === undefined) - (b.name === undefined) || (a.name === undefined ? 0 : ORDER.compare(a.name, b.name)));
    const made = new Map(answer.machines.map(machine => [key(machine), row(machine)]));
    const same = made.size === rows.size && [...made].every(([name, each]) => rows.get(name)?.element === each.element);
    rows = made;
    if (!same) {
      body.replaceChildren(...[...rows.values()].map(each => each.element));
    }
    fill(alert, answer.trouble && h('p', {class: 'alert'}, answer.trouble));
    sift();
  }
  fill(element, h('div', {class: 'bar'}, searchField('', value => {
    search = value;
    sift();
  }), choose, count), alert, none, place);
  return {
    refresh,
    heard(boot) {
      const known = [...rows].find(([, each]) => each.machine.macs.includes(boot.mac));
      if (!known) {
        due = 'ask';
        return;
      }
      const [name, before] = known;
      const now = row({...before.machine, last: {id: boot.id, state: boot.state, stage: boot.stage, began: boot.began, at: boot.last, why: boot.diagnosis?.sentence, check: boot.diagnosis?.check}});
      before.element.replaceWith(now.element);
      rows.set(name, now);
      due ||= 'sift';
    },
    tick() {
      if (due === 'ask') {
        again();
      } else if (due === 'sift') {
        sift();
      }
      due = '';
    },
  };
}

function match(it) {
  if (it.group !== undefined) {
    return facts({group: [h('code', {}, it.group), h('span', {class: 'soft'}, ` ${it.file}`)], because: it.why,
      profile: [h('code', {}, it.profile), !it.profileIsThere && h('strong', {class: 'stopped'}, ' is not there')]});
  }
  return [h('p', {class: 'stopped'}, 'No group takes this machine.'), it.nearest?.length > 0 && h('ul', {}, it.nearest.map(miss =>
    h('li', {}, h('code', {}, miss.file), ` wants ${miss.key}=${miss.wants}; the machine has ${miss.had ? `${miss.key}=${miss.had}` : `no ${miss.key}`}`)))];
}

/** One machine: what it is, what it gets and why, what it would be served, and its boots. */
export function machineView(element, again, name) {
  const head = h('div', {});
  const list = h('div', {});
  const walk = h('div', {});
  let macs = [];
  let drawn = '';
  let arch = '';
  const cards = new Cards(list, boot => macs.includes(boot.mac));
  async function rehearse(machine, arch, segment) {
    fill(walk, h('p', {class: 'soft'}, 'asking …'));
    try {
      const report = await get('walk', {arch, mac: machine.macs[0], ...(machine.uuid ? {uuid: machine.uuid} : {}), ...(segment ? {segment} : {})});
      fill(walk, stages(report));
    } catch (refused) {
      fill(walk, h('p', {class: 'alert'}, refused.message));
    }
  }
  function draw(machine) {
    const choose = h('select', {'aria-label': 'firmware', change: () => {
      arch = choose.value;
    }}, ['uefi-x64', 'bios', 'uefi-arm64', 'http', 'ipxe'].map(value =>
      h('option', {value, selected: value === FIRMWARE[machine.arch]}, value)));
    const segments = h('select', {'aria-label': 'segment'}, machine.segments.map(value => h('option', {value, selected: value === machine.lease?.segment}, value)));
    fill(head, h('h2', {}, machine.name ?? machine.macs[0]),
      machine.last?.state === 'stopped' && h('div', {class: 'why'}, h('p', {}, h('strong', {}, machine.last.why ?? 'stopped')), machine.last.check && h('p', {}, `Check: ${machine.last.check}`)),
      h('div', {class: 'bar'}, machine.name
        ? Object.keys(INTENTS).map(intent => h('button', {type: 'button', class: intent === machine.boot ? 'main' : '', 'aria-pressed': String(intent === machine.boot), title: INTENTS[intent],
          click: () => setBoot(machine, intent, again)}, intent))
        : h('button', {type: 'button', class: 'main', click: () => adopt(machine.macs[0], given => {
          location.hash = `#/machine/${encodeURIComponent(given)}`;
        })}, 'adopt')),
      facts({
        'boots from': machine.boot && [`${machine.boot}: ${INTENTS[machine.boot]}`, machine.bootBecause && [`; ${machine.bootBecause}, `, ago(machine.bootSince)]],
        'hardware address': machine.macs.join(', ') + (machine.vendor ? ` (${machine.vendor})` : ''), 'UUID': machine.uuid, 'serial': machine.serial, 'firmware': machine.arch,
        'host name': machine.hostname, 'addresses': (machine.addresses ?? []).join(', '),
        'labels': Object.entries(machine.labels ?? {}).map(([label, value]) => `${label}=${value}`).join(', '),
        'lease': machine.lease && `${machine.lease.address} on ${machine.lease.segment}, ends ${until(machine.lease.expires)}`,
        'seen': machine.seen && [ago(machine.seen.last), `, first ${clock(machine.seen.first)}${machine.seen.address ? `, at ${machine.seen.address}` : ''}`],
      }),
      h('h3', {}, 'What it gets, and why'), match(machine.match),
      h('h3', {}, 'Before it boots'), h('div', {class: 'bar'}, choose, segments.options.length > 1 && segments, h('button', {type: 'button', click: () => rehearse(machine, choose.value, segments.value)}, 'show what it would be served')));
  }
  fill(element, head, walk, h('h3', {}, 'Boots'), list);
  const view = {
    async refresh() {
      const machine = await get(`machines/${encodeURIComponent(name)}`);
      macs = machine.macs;
      // What is the same is left alone, with the focus and what was chosen.
      const now = JSON.stringify(machine);
      if (now !== drawn) {
        draw(machine);
        drawn = now;
      }
      const {boots} = await get('boots', {machine: machine.name ?? macs[0], limit: 20});
      cards.set(boots);
    },
    heard(boot) {
      cards.heard(boot);
    },
  };
  return view;
}

/** Each stage of a boot as the server would answer it. */
function stages(report) {
  return [h('p', {class: report.boots ? 'done' : 'stopped'}, report.boots ? 'It would boot.' : 'It would not boot.'),
    h('ol', {class: 'walk'}, report.stages.map(stage => {
      const {text, ...said} = stage.facts;
      return h('li', {}, h('strong', {}, stage.stage), ' ', h('span', {class: 'code'}, stage.asked), stage.trouble && h('div', {class: 'why'}, stage.trouble),
        facts(Object.fromEntries(Object.entries(said).map(([name, value]) => [name, h('span', {class: 'code'}, value)]))), stage.notes.map(note => h('p', {class: 'soft'}, note)),
        text && h('details', {open: text.length < 4096}, h('summary', {}, 'text'), h('pre', {}, text)));
    }))];
}
