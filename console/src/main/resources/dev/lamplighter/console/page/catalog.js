// Groups with the machines that they take, and profiles with the groups that name them.

import {h, fill, searchField, table} from './dom.js';
import {get} from './server.js';

const MOST = 500;
const PAUSE = 150;

/** A view of a list that the server searches. */
function searched(element, again, path, draw) {
  let search = '';
  let timer;
  const place = h('div', {});
  const view = {
    async refresh() {
      const asked = search;
      const answer = await get(path, {search: asked, limit: MOST});
      if (asked === search) {
        fill(place, answer.total > MOST && h('p', {class: 'soft'}, `the first ${MOST} of ${answer.total}: search to see others`), draw(answer));
      }
    },
  };
  fill(element, h('div', {class: 'bar'}, searchField('', value => {
    search = value;
    clearTimeout(timer);
    timer = setTimeout(again, PAUSE);
  })), place);
  return view;
}

const selector = group => Object.entries(group.selector).map(([label, value]) => h('div', {class: 'code'}, `${label}=${value}`));

const machines = group => [`${group.takes} `, group.machines.slice(0, 8).map(machine =>
  [h('a', {href: `#/machine/${encodeURIComponent(machine.name ?? machine.mac)}`}, machine.name ?? machine.mac), ' ']), group.takes > 8 && '…'];

export function groupsView(element, again) {
  return searched(element, again, 'groups', ({groups}) => groups.length === 0 ? h('p', {class: 'soft'}, 'No groups.')
    : table(['group', 'takes machines that say', 'profile', 'machines'], groups.map(group => [
      [h('strong', {}, group.id), h('div', {class: 'soft code'}, group.file), group.name],
      Object.keys(group.selector).length === 0 ? h('em', {}, 'every machine that no other group takes') : selector(group),
      [h('code', {}, group.profile), !group.profileIsThere && h('div', {class: 'stopped'}, 'is not there')],
      machines(group)])));
}

export function profilesView(element, again) {
  return searched(element, again, 'profiles', ({profiles}) => profiles.length === 0 ? h('p', {class: 'soft'}, 'No profiles.')
    : table(['profile', 'boots', 'templates', 'groups'], profiles.map(profile => [
      [h('strong', {}, profile.id), profile.name !== profile.id && h('div', {class: 'soft'}, profile.name)],
      [profile.kernel && h('div', {class: 'code'}, profile.kernel), (profile.initrd ?? []).map(initrd => h('div', {class: 'code soft'}, initrd)),
        profile.args?.length > 0 && h('details', {}, h('summary', {}, `${profile.args.length} arguments`), profile.args.map(arg => h('div', {class: 'code'}, arg)))],
      ['ignition', 'cloud', 'generic', 'ipxe', 'grub'].filter(kind => profile[kind]).map(kind => h('div', {class: 'code'}, `${kind}: ${profile[kind]}`)),
      profile.named === 0 ? h('span', {class: 'soft'}, 'no group names it') : profile.groups.slice(0, 8).join(', ') + (profile.named > 8 ? ` … (${profile.named})` : '')])));
}
