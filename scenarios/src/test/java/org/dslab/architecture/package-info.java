/** What DESIGN.md says about modules, packages and determinism, checked on the compiled classes of all modules. */
@NullMarked
package org.dslab.architecture;

import org.jspecify.annotations.NullMarked;
