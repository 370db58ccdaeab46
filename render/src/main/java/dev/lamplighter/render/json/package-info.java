/** JSON as Go's {@code encoding/json} reads and writes it, with the place of every value. */
package dev.lamplighter.render.json;
