/** The lab: network namespaces with a wire between them, and what a dead demo left of its own. */
package dev.lamplighter.demo.lab;
