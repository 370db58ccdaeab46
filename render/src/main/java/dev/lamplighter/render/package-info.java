/** Text in, text out: templates and machine configurations. Depends on nothing of ours. */
package dev.lamplighter.render;
