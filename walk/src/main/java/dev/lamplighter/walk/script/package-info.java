/** iPXE's scripts, run without a machine. */
package dev.lamplighter.walk.script;
