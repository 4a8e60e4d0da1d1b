/** Any goal with any tools; the answer is the model's last words. */
@NullMarked
package dev.bivouac.workflows.ask;

import org.jspecify.annotations.NullMarked;
