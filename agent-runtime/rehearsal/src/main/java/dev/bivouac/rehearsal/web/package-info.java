/**
 * The searchable web of a rehearsal: a small bundled news site, or a folder of pages, and a search
 * over either. Start reading at {@link dev.bivouac.rehearsal.web.Site}.
 */
@NullMarked
package dev.bivouac.rehearsal.web;

import org.jspecify.annotations.NullMarked;
