export default function ({ parentElement, data }) {
  const region = parentElement.querySelector(".live");
  const say = (words) => {
    region.textContent = "";
    setTimeout(() => { region.textContent = words; }, 60);
  };
  (window.rematch ??= {}).say = say;
  if (data.turn && region.dataset.turn !== String(data.turn)) {
    region.dataset.turn = data.turn;
    say(data.words);
  }
}
