// The appliance itself: leases, what listens, what went wrong.

import {h, fill, facts, searchField, table, ask, tell} from './dom.js';
import {get, post} from './server.js';
import {clock, since, until} from './words.js';

export function leasesView(element) {
  let answer = {leases: []};
  let search = '';
  const place = h('div', {});
  async function release(lease) {
    if (await ask(`Release ${lease.address}`, h('p', {}, `The address that ${lease.mac} has may be given to another machine at once. A machine that is on must ask anew.`), 'release')) {
      try {
        await post('leases/release', {segment: lease.segment, address: lease.address});
        await view.refresh();
      } catch (refused) {
        tell('Not done', refused.message);
      }
    }
  }
  function draw() {
    const found = answer.leases.filter(lease => !search || Object.values(lease).join(' ').toLowerCase().includes(search));
    fill(place, !answer.kept && h('p', {class: 'soft'}, 'Another server leases the addresses here; Lamplighter keeps leases where dhcp is full.'),
      answer.kept && h('p', {class: 'soft'}, `${found.length} of ${answer.total}`),
      found.length > 0 && table(['address', 'machine', 'hardware address', 'state', 'ends', 'segment', ''], found.map(lease => [h('span', {class: 'code'}, lease.address),
        h('a', {href: `#/machine/${encodeURIComponent(lease.name ?? lease.mac)}`}, lease.name ?? lease.hostname ?? 'stranger'), h('span', {class: 'code'}, lease.mac),
        lease.state, until(lease.expires), lease.segment, lease.state === 'bound' && h('button', {type: 'button', click: () => release(lease)}, 'release')])));
  }
  fill(element, h('div', {class: 'bar'}, searchField('', value => {
    search = value;
    draw();
  })), place);
  const view = {
    async refresh() {
      answer = await get('leases');
      draw();
    },
  };
  return view;
}

export function healthView(element) {
  return {
    async refresh() {
      const [health, {trouble}] = await Promise.all([get('health'), get('trouble')]);
      fill(element,
        h('h2', {class: health.ready ? 'done' : 'stopped'}, health.ready ? 'Serving' : `Not serving: ${health.why}`),
        facts({version: health.version, 'runs since': `${clock(health.since)} (${since(health.since)})`,
          catalog: Object.entries(health.catalog).map(([kind, count]) => `${count} ${kind}${count === 1 ? '' : 's'}`).join(', '),
          certificates: Object.entries(health.certificates).map(([what, ends]) => `${what} ends ${clock(ends)}`).join(', '),
          'events lost': health.eventsLost || ''}),
        h('h3', {}, 'Recent trouble'),
        trouble.length === 0 ? h('p', {class: 'soft'}, 'None since the start.')
          : table(['when', 'where', 'what'], trouble.map(each => [[since(each.last), each.times > 1 && h('div', {class: 'soft'}, `${each.times} times`)],
            each.file ? h('span', {class: 'code'}, `${each.file}${each.line ? `:${each.line}:${each.column}` : ''}`) : '',
            [h('span', {class: each.level === 'error' ? 'stopped' : 'going'}, each.sentence), h('div', {class: 'soft code'}, each.code)]])),
        h('h3', {}, 'What listens'),
        table(['service', 'where', ''], health.doors.map(door => [door.service, h('span', {class: 'code'}, door.where), h('span', {class: 'soft'}, door.detail)])),
        health.segments.length > 0 && [h('h3', {}, 'Addresses'), table(['segment', 'leases', 'pools'], health.segments.map(segment => [segment.name,
          Object.entries(segment.leases).filter(([, count]) => count > 0).map(([state, count]) => `${count} ${state}`).join(', ') || 'none',
          segment.pools.map(pool => h('div', {}, h('code', {}, pool.subnet), ` ${pool.used} of ${pool.addresses} `, h('progress', {value: pool.used, max: pool.addresses})))]))]);
    },
  };
}
