// Machines: those that are declared, and strangers that were only seen.

import {h, fill, facts, searchField, table, ask, tell} from './dom.js';
import {get, post} from './server.js';
import {Cards} from './boots.js';
import {clock, since, stateClass, until} from './words.js';

const INTENTS = {
  'netboot': 'boots from the network, every time',
  'disk': 'boots from its disk; the network lets it pass',
  'netboot-once': 'boots from the network once, until it is installed, then from its disk',
};

const key = machine => machine.name ?? machine.macs[0];

const link = machine => h('a', {href: `#/machine/${encodeURIComponent(key(machine))}`}, machine.name ?? machine.macs[0]);

const addresses = machine => machine.addresses?.length ? machine.addresses.join(' ') : machine.lease?.address ?? machine.seen?.address ?? '';

const words = machine => [machine.name, machine.hostname, ...machine.macs, machine.uuid, addresses(machine), machine.boot, machine.last?.state, machine.last?.stage, machine.vendor,
  ...Object.entries(machine.labels ?? {}).map(([label, value]) => `${label}=${value}`)].join(' ').toLowerCase();

const lastBoot = machine => machine.last
  ? [h('span', {class: `state ${stateClass(machine.last.state)}`}, machine.last.state), ` ${machine.last.stage}, `, h('span', {class: 'soft'}, since(machine.last.at)),
    machine.last.why && h('div', {}, machine.last.why)]
  : h('span', {class: 'soft'}, machine.seen ? `seen ${since(machine.seen.last)}` : 'never seen');

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

/** All machines in one table. */
export function machinesView(element) {
  let machines = [];
  let search = '';
  let only = '';
  const place = h('div', {});
  const count = h('span', {class: 'soft', role: 'status'});
  const choose = h('select', {'aria-label': 'which', change: () => {
    only = choose.value;
    draw();
  }}, [['', 'all'], ['declared', 'declared'], ['strangers', 'strangers'], ['stopped', 'stopped']].map(([value, text]) => h('option', {value}, text)));
  const fits = machine => (!search || words(machine).includes(search)) && (only === '' || (only === 'declared' && machine.name) || (only === 'strangers' && !machine.name)
    || (only === 'stopped' && machine.last?.state === 'stopped'));
  function draw() {
    const found = machines.filter(fits);
    count.textContent = `${found.length} of ${machines.length}`;
    fill(place, found.length === 0 && h('p', {class: 'soft'}, machines.length ? 'No machine fits.' : 'No machine is declared, and none was seen yet.'),
      found.length > 0 && table(['machine', 'hardware address', 'address', 'boots from', 'last boot', ''], found.map(machine => [link(machine),
        h('span', {class: 'code'}, machine.macs.join(' '), machine.vendor && h('span', {class: 'soft'}, ` ${machine.vendor}`)),
        h('span', {class: 'code'}, addresses(machine)), machine.boot ?? h('span', {class: 'soft'}, 'stranger'), lastBoot(machine),
        !machine.name && h('button', {type: 'button', click: () => adopt(machine.macs[0], () => refresh())}, 'adopt')])));
  }
  async function refresh() {
    const answer = await get('machines');
    machines = answer.machines;
    draw();
    if (answer.trouble) {
      place.prepend(h('p', {class: 'alert'}, answer.trouble));
    }
  }
  fill(element, h('div', {class: 'bar'}, searchField('', value => {
    search = value;
    draw();
  }), choose, count), place);
  let due = false;
  return {
    refresh,
    heard(boot) {
      const machine = machines.find(each => each.macs.includes(boot.mac));
      if (machine) {
        machine.last = {id: boot.id, state: boot.state, stage: boot.stage, at: boot.last, why: boot.diagnosis?.sentence};
      }
      due = due === 'ask' || !machine ? 'ask' : 'draw';
    },
    tick() {
      if (due === 'ask') {
        refresh();
      } else if (due) {
        draw();
      }
      due = false;
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
export function machineView(element, name) {
  const head = h('div', {});
  const list = h('div', {});
  const walk = h('div', {});
  let macs = [];
  const cards = new Cards(list, boot => macs.includes(boot.mac));
  async function rehearse(machine, arch) {
    fill(walk, h('p', {class: 'soft'}, 'asking …'));
    try {
      const report = await get('walk', {arch, mac: machine.macs[0], ...(machine.uuid ? {uuid: machine.uuid} : {})});
      fill(walk, stages(report));
    } catch (refused) {
      fill(walk, h('p', {class: 'alert'}, refused.message));
    }
  }
  function draw(machine) {
    const again = () => view.refresh();
    const choose = h('select', {'aria-label': 'firmware'}, ['uefi-x64', 'bios', 'uefi-arm64', 'http', 'ipxe'].map(value =>
      h('option', {value, selected: value === machine.arch}, value)));
    fill(head, h('h2', {}, machine.name ?? machine.macs[0]),
      machine.last?.state === 'stopped' && h('div', {class: 'why'}, h('p', {}, h('strong', {}, machine.last.why ?? 'stopped')), machine.last.check && h('p', {}, `Check: ${machine.last.check}`)),
      h('div', {class: 'bar'}, machine.name
        ? Object.keys(INTENTS).map(intent => h('button', {type: 'button', class: intent === machine.boot ? 'main' : '', 'aria-pressed': String(intent === machine.boot), title: INTENTS[intent],
          click: () => setBoot(machine, intent, again)}, intent))
        : h('button', {type: 'button', class: 'main', click: () => adopt(machine.macs[0], given => {
          location.hash = `#/machine/${encodeURIComponent(given)}`;
        })}, 'adopt')),
      facts({
        'boots from': machine.boot && `${machine.boot}: ${INTENTS[machine.boot]}${machine.bootBecause ? `; ${machine.bootBecause}, ${since(machine.bootSince)}` : ''}`,
        'hardware address': machine.macs.join(', ') + (machine.vendor ? ` (${machine.vendor})` : ''), 'UUID': machine.uuid, 'serial': machine.serial, 'firmware': machine.arch,
        'host name': machine.hostname, 'addresses': (machine.addresses ?? []).join(', '),
        'labels': Object.entries(machine.labels ?? {}).map(([label, value]) => `${label}=${value}`).join(', '),
        'lease': machine.lease && `${machine.lease.address} on ${machine.lease.segment}, ends ${until(machine.lease.expires)}`,
        'seen': machine.seen && `${since(machine.seen.last)}, first ${clock(machine.seen.first)}${machine.seen.address ? `, at ${machine.seen.address}` : ''}`,
      }),
      h('h3', {}, 'What it gets, and why'), match(machine.match),
      h('h3', {}, 'Before it boots'), h('div', {class: 'bar'}, choose, h('button', {type: 'button', click: () => rehearse(machine, choose.value)}, 'show what it would be served')));
  }
  fill(element, head, walk, h('h3', {}, 'Boots'), list);
  const view = {
    async refresh() {
      const machine = await get(`machines/${encodeURIComponent(name)}`);
      macs = machine.macs;
      draw(machine);
      const {boots} = await get('boots', {machine: macs[0], limit: 20});
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
