/**
 * Trying again, how often and after what wait, and holding calls back. The only package that sees
 * Resilience4j.
 */
@NullMarked
package dev.bivouac.retry;

import org.jspecify.annotations.NullMarked;
