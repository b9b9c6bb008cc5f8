"""papermill's engine, saving a notebook once it has run, or as far as it came.

Belongs here: what we want otherwise of papermill's execution. Not here: what is run (`notebooks`), and in
what process (`kernels_provisioner`).
"""

from __future__ import annotations

from typing import Any

from papermill.engines import NBClientEngine, papermill_engines

ENGINE = "evalbook"


class Engine(NBClientEngine):  # type: ignore[misc]
    """Runs as papermill's own does. That writes the whole notebook twice a cell, which we read only once."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> Any:
        """Run the cells without saving; papermill saves at the end, however that comes."""
        place, nb_man.output_path = nb_man.output_path, None
        try:
            return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)
        finally:
            nb_man.output_path = place


papermill_engines.register(ENGINE, Engine)
