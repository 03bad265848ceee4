"""What ./run tells the person who started it."""

from config.embedded.serving import announcement
from config.embedded.settings_environment import demo_site


def test_the_address_of_the_demos_site_is_told_as_the_documentation_says(tmp_path):
    told = "\n".join(announcement("http://localhost:8000/", state=tmp_path, environment={}))
    assert f"http://{demo_site(tmp_path)}" in told


def test_without_the_demo_there_is_no_site_to_tell_of(tmp_path):
    told = announcement("http://localhost:8000/", state=tmp_path, environment={"FACTCHECK_DEMO": "0"})
    assert "site" not in "".join(told).replace(str(tmp_path), "")
